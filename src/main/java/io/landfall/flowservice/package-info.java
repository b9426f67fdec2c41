/**
 * Flow Service in the language of our model: requests, answers, the failures that tell what may be repeated, tokens,
 * pages, bodies. Nothing here calls anything; the routes {@code flow-service} do.
 */
package io.landfall.flowservice;
