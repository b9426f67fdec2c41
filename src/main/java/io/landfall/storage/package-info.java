/**
 * Looking into stores: what a store is asked for ({@link io.landfall.storage.Store}), which folders belong to a slot
 * ({@link io.landfall.storage.FolderTemplate}), and one small file or few per kind of store. Keys and names that come
 * from a store are untrusted text.
 */
package io.landfall.storage;
