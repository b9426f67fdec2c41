/** What is to be said about a slot: pure functions of what the platform and the storage showed. */
package io.landfall.verdict;
