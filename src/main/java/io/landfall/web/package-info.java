/** What people and programs see over HTTP while Landfall runs; reads, never writes. */
package io.landfall.web;
