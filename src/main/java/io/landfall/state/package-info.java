/** What Landfall knows, as rows: every arrow is a row before it is a network call. One SQL for SQLite and PostgreSQL. */
package io.landfall.state;
