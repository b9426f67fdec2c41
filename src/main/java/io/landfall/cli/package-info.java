/** The commands: what a person types, what is printed, with which exit code. Nothing is decided here. */
package io.landfall.cli;
