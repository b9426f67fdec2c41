/** What is declared against what exists: pure functions from both to a plan and to its next step. */
package io.landfall.plan;
