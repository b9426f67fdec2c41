/** Schedules to slots, runs and folders to slots, and when to look: pure functions of the times they are given. */
package io.landfall.calendar;
