package io.landfall.web;

/**
 * An answer for a program.
 *
 * @param json one JSON document
 */
public record Reply(int status, String json) {}
