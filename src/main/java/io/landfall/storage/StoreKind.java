package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.Map;
import java.util.Optional;

/** One kind of store: which route templates serve it, and what they need for one declared storage. */
public interface StoreKind {

    StorageType type();

    /**
     * The kind that serves one storage: this one, but where a store is spoken to in another kind's protocol too.
     *
     * @throws StoreFailure if the storage's keys cannot be used
     */
    default StoreKind speaking(Storage storage) {
        return this;
    }

    /** The template of {@code direct:list-<storage>}. */
    String listTemplate();

    /** The template of {@code direct:read-<storage>}. */
    String readTemplate();

    /** The template of {@code direct:credentials-<storage>}, where they do not stand in the property files. */
    default Optional<String> credentialsTemplate() {
        return Optional.empty();
    }

    /**
     * Makes what the routes of a storage need; calls nobody.
     *
     * @throws StoreFailure if the storage's keys cannot be used, an unreadable key file for one
     */
    Opened open(Storage storage);

    /**
     * What the routes of one storage need.
     *
     * @param beans by the name under which routes find them
     * @param parameters of both templates, beside {@code storage}
     * @param closing ends it
     */
    record Opened(Map<String, Object> beans, Map<String, String> parameters, Runnable closing) {
        public Opened {
            beans = Map.copyOf(beans);
            parameters = Map.copyOf(parameters);
        }
    }
}
