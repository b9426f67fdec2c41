package io.landfall.simulation;

import io.landfall.runtime.Deliveries;
import io.landfall.runtime.Delivery;
import io.landfall.runtime.Undelivered;
import java.util.List;
import java.util.function.BiConsumer;

/** The bean {@code deliveries} that does something else when a message is begun and when it was sent. */
public final class BentOutbox {
    private final Deliveries real;
    private final BiConsumer<Deliveries, String> begun;
    private final BiConsumer<Deliveries, String> sent;

    BentOutbox(Deliveries real, BiConsumer<Deliveries, String> begun, BiConsumer<Deliveries, String> sent) {
        this.real = real;
        this.begun = begun;
        this.sent = sent;
    }

    public Delivery prepare(String id) {
        Delivery delivery = real.prepare(id);
        if (delivery.due()) {
            begun.accept(real, id);
        }
        return delivery;
    }

    public void sent(String id) {
        sent.accept(real, id);
    }

    public List<String> due() {
        return real.due();
    }

    public List<String> tend() {
        return real.tend();
    }

    public List<String> next(String id) {
        return real.next(id);
    }

    public List<String> failed(String id, Throwable error) {
        return real.failed(id, error);
    }

    public void again(String id) throws Undelivered {
        real.again(id);
    }

    public void answered(Integer status) throws Undelivered {
        real.answered(status);
    }

    public void missed(Throwable error) {
        real.missed(error);
    }

    public String heartbeat() {
        return real.heartbeat();
    }

    public Delivery test(String name) {
        return real.test(name);
    }
}
