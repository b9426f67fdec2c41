/**
 * The Camel component {@code work:} over db-scheduler. Quartz says when, this says who: each piece of work is one
 * execution by its own id, on whichever replica takes it, taken over when that one dies.
 */
package io.landfall.work;
