package io.landfall.model;

/** What the run's own counts are used for: a finding · a verdict · nothing. */
public enum Reconcile {
    WARN,
    FAIL,
    OFF
}
