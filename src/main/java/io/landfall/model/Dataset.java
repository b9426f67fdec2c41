package io.landfall.model;

/** A dataset of the Experience Platform: its id and its name. */
public record Dataset(String id, String name) {}
