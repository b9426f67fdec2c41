/** When to say what to whom: decided by pure functions with their reason, rendered for each channel, without secrets. */
package io.landfall.alert;
