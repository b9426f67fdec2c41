package io.landfall.model;

/**
 * What makes a piece of work ours: the execution as it was picked. A result is written only while the row still reads
 * like this, so a process that was paused until its work was taken over cannot write.
 *
 * @param kind the kind of work; its table is {@code work_<kind>}
 * @param id the work's own id
 * @param pickedBy the scheduler that picked it
 * @param version as picked
 */
public record Claim(String kind, String id, String pickedBy, long version) {}
