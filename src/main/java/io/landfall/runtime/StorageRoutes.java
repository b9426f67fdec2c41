package io.landfall.runtime;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.storage.StoreFailure;
import io.landfall.storage.StoreKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The routes of each storage, made from the templates of its kind when it is looked into for the first time: so that a
 * store that is down holds up neither the start nor the other stores, and is tried again at the next look.
 */
public final class StorageRoutes implements AutoCloseable {
    private final Map<StorageType, StoreKind> kinds;
    private final Map<String, Runnable> open = new HashMap<>();

    public StorageRoutes(List<StoreKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(StoreKind::type, kind -> kind));
    }

    /**
     * Makes sure that {@code direct:list-<storage>}, {@code direct:read-<storage>}, {@code direct:pages-<storage>} and
     * {@code direct:files-<storage>} are there.
     *
     * @throws StoreFailure if they cannot be
     */
    public synchronized void ensure(Storage storage, CamelContext camel) {
        String name = storage.routes();
        if (open.containsKey(name)) {
            return;
        }
        StoreKind declared = kinds.get(storage.type());
        if (declared == null) {
            throw StoreFailure.lasting(
                    storage,
                    Trouble.Kind.REJECTED,
                    "stores of type " + storage.type().key() + " cannot be looked into yet",
                    "use a version of Landfall that can",
                    null);
        }
        StoreKind kind = declared.speaking(storage);
        StoreKind.Opened opened = kind.open(storage);
        ExecutorService readers = readers(storage);
        String pool = "readers-" + name;
        opened.beans().forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind(pool, readers);
        Map<String, String> routes = new HashMap<>(Map.of(
                "list-" + name,
                kind.listTemplate(),
                "read-" + name,
                kind.readTemplate(),
                "pages-" + name,
                "look-pages",
                "files-" + name,
                "look-files"));
        kind.credentialsTemplate().ifPresent(template -> routes.put("credentials-" + name, template));
        Runnable close = () -> {
            readers.shutdownNow();
            opened.closing().run();
        };
        try {
            for (Map.Entry<String, String> route : routes.entrySet()) {
                TemplatedRouteBuilder.builder(camel, route.getValue())
                        .parameter("storage", name)
                        .parameters(new HashMap<>(opened.parameters()))
                        .parameter("readers", pool)
                        .routeId(route.getKey())
                        .add();
            }
        } catch (Exception e) {
            close.run();
            routes.keySet().forEach(id -> remove(camel, id, e));
            throw e instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
        open.put(name, close);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Runnable::run);
        open.clear();
    }

    private static void remove(CamelContext camel, String route, Exception failure) {
        try {
            camel.getRouteController().stopRoute(route);
            camel.removeRoute(route);
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** As many threads as requests may be under way at once, over all slots that look into the storage. */
    private static ExecutorService readers(Storage storage) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                storage.concurrency(),
                storage.concurrency(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                run -> {
                    Thread thread = new Thread(run, "read-" + storage.routes() + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
