package io.landfall.alert;

import io.landfall.model.Condition;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.util.Map;

/**
 * What a verdict or a condition means for a reader who did not expect it.
 *
 * @param meaning completes “orders: …”
 * @param impact what it does to those who use the data
 * @param cause the likely one
 * @param step the first thing to do, beside the command that looks again
 */
record Advice(String meaning, String impact, String cause, String step) {
    private static final String NO_DATA = "The data of this slot is not there; whoever reads it works on older data.";
    private static final String PART = "The data of this slot is not usable as it is; do not load it.";
    private static final Advice NOTHING = new Advice("nothing is wrong", "None.", "None.", "Nothing is to be done.");

    /** By the name of a condition or a verdict; only bad verdicts are ever told. */
    static Advice of(String what) {
        for (Condition condition : Condition.values()) {
            if (condition.name().equals(what)) {
                return of(condition);
            }
        }
        return of(Verdict.valueOf(what));
    }

    /** As {@link #of(String)}, with the cause that the evidence names where somebody could not be asked. */
    static Advice of(String what, Map<String, String> evidence) {
        Advice advice = of(what);
        String kind = evidence.get("trouble.kind");
        return kind == null
                ? advice
                : new Advice(advice.meaning(), advice.impact(), cause(Trouble.Kind.valueOf(kind)), advice.step());
    }

    private static String cause(Trouble.Kind kind) {
        return switch (kind) {
            case DENIED -> "The credentials are wrong, or they lack a permission.";
            case EXPIRED -> "The credentials have expired.";
            case NO_SUCH_PLACE -> "The bucket, container, folder or sandbox was renamed or deleted, or is misspelt.";
            case UNREACHABLE -> "The host is down, or a network, proxy or name server is in the way.";
            case TIMED_OUT -> "The other side is overloaded, or a firewall swallows the requests.";
            case HOST_KEY_CHANGED -> "The server was reinstalled or moved, or somebody stands in between.";
            case LIMITED -> "Too many requests were made, by Landfall or by others with the same credentials.";
            case REJECTED -> "The request was understood and refused; a setting does not fit the other side.";
            case BROKEN_ANSWER -> "Something in between answered, or the answer was cut short.";
        };
    }

    static Advice of(Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN ->
                new Advice(
                        "it cannot be said whether the export landed",
                        "None is proven: the data may be there. Nothing is known until it can be looked at again.",
                        "The storage or the platform refused, did not answer, or its answer does not decide.",
                        "Mend the access that the evidence names; Landfall looks again by itself.");
            case NOT_STARTED ->
                new Advice(
                        "no run was started by the deadline",
                        NO_DATA,
                        "The dataflow is disabled or was deleted, its schedule was changed, or Adobe is behind.",
                        "Look at the dataflow's schedule and state in Adobe's user interface under Destinations.");
            case RUN_FAILED ->
                new Advice(
                        "the run failed",
                        NO_DATA,
                        "What the run's own errors say: most often credentials or permissions of the destination.",
                        "Read the run's errors, mend their cause, and start the run again in Adobe's user interface.");
            case RUN_STUCK ->
                new Advice(
                        "the run was not finished by the deadline",
                        "The data of this slot is not complete yet; it may still come.",
                        "The run takes longer than the grace allows, or it hangs.",
                        "Compare with earlier runs; raise grace if this is normal, else open a ticket with Adobe.");
            case MISSING ->
                new Advice(
                        "the run says that it wrote records, and the folder holds no file",
                        NO_DATA,
                        "The files were moved or deleted after the run, or it wrote to another bucket, path or folder.",
                        "Look for the files under the export's path, and for what cleans up or moves files there.");
            case INCOMPLETE ->
                new Advice(
                        "less landed than the run says it wrote",
                        PART,
                        "Some files were moved or deleted, or the run succeeded in part only.",
                        "Compare the folder with the run's counts, and start the run again if files are gone.");
            case EMPTY ->
                new Advice(
                        "files without content landed, though the run wrote records",
                        PART,
                        "A write was broken off, or something truncated the files after they landed.",
                        "Look at the files that the evidence names, and start the run again.");
            case WRONG_FORMAT ->
                new Advice(
                        "files are not of the declared format and compression",
                        PART,
                        "The dataflow's file type or compression was changed, or something else writes into the folder.",
                        "Compare ./landfall plan with what is declared, and look at who writes there.");
            case CORRUPT ->
                new Advice(
                        "files are truncated or damaged",
                        PART,
                        "A transfer was broken off, or a file was changed after it landed.",
                        "Do not load the files that the evidence names; start the run again.");
            case NOTHING_TO_EXPORT ->
                new Advice(
                        "the run had nothing to export",
                        "No data is new for this slot; the export says that this must not be (empty=alert).",
                        "Nothing was ingested into the dataset since the slot before.",
                        "Look at what feeds the dataset.");
            case WAITING, SETTLING, LANDED, LANDED_LATE, EXPIRED, PAUSED, ENDED -> NOTHING;
        };
    }

    static Advice of(Condition condition) {
        return switch (condition) {
            case NO_DATAFLOW ->
                new Advice(
                        "there is no dataflow for this export",
                        "Nothing is exported until it exists.",
                        "It was never applied, or the dataflow was deleted.",
                        "./landfall plan shows what is missing, ./landfall apply makes it.");
            case ENDED ->
                new Advice(
                        "the dataflow's end time has passed",
                        "Nothing is exported any more.",
                        "Its end was reached; without a declared end Adobe stops an export after six months.",
                        "Declare a later end and ./landfall apply, or remove the export.");
            case ENDING_SOON ->
                new Advice(
                        "the dataflow ends soon",
                        "None yet; nothing is exported after its end.",
                        "Its end time is near; without a declared end Adobe stops an export after six months.",
                        "Declare a later end and ./landfall apply.");
            case CREDENTIAL_EXPIRING ->
                new Advice(
                        "a credential expires soon",
                        "None yet; exports fail once it has expired.",
                        "Its expiry date is near.",
                        "Renew it, put it into the property files, and ./landfall apply.");
            case DRIFT ->
                new Advice(
                        "the dataflow is not as declared",
                        "Data may land elsewhere, at other times or in another format than expected.",
                        "It was changed in Adobe's user interface, or the property files were and not applied.",
                        "./landfall plan shows the differences, ./landfall apply mends them.");
            case DATASET_GONE ->
                new Advice(
                        "a dataset of this export does not exist any more",
                        "It is not exported any more.",
                        "It was deleted, or is no longer eligible for export.",
                        "Take it out of the export's datasets, or restore it, and ./landfall apply.");
            case UNEXPLAINED_FOLDER ->
                new Advice(
                        "a folder belongs to no known run",
                        "None; it may be read by mistake.",
                        "A run was repeated, or something else writes there.",
                        "Look at the folder, and delete it if nobody needs it.");
        };
    }
}
