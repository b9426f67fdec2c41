/** What is known, read from the database alone, for the commands and for the pages: never written, never asked for elsewhere. */
package io.landfall.report;
