/**
 * What is in a file: state machines over bytes that somebody else reads. Nothing here knows a store, and no byte of a
 * file is ever part of a finding.
 */
package io.landfall.content;
