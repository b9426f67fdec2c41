package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FlowServiceFaultsTest extends FlowServiceFixture {

    @Test
    void limitsCallsAsOftenAsTold() throws Exception {
        service.sandbox(ORG, "stage");
        var rule =
                service.faults().on("GET", "/flows").inSandbox("prod").times(2).then(Fault.tooMany("7"));

        var limited = caller.get("/flows");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(caller.with("x-sandbox-name", "stage").get("/flows").statusCode())
                .isEqualTo(200);
        caller.with("x-sandbox-name", "prod");
        assertThat(caller.get("/connections").statusCode()).isEqualTo(200);
        assertThat(caller.get("/flows").statusCode()).isEqualTo(429);
        assertThat(caller.get("/flows").statusCode()).isEqualTo(200);
        assertThat(rule.used()).isEqualTo(2);
    }

    @Test
    void losesTheRequestOrOnlyItsAnswer() {
        service.faults().on("POST", "/connections$").times(1).then(Fault.reset());
        assertThatThrownBy(() -> caller.post("/connections", Bodies.s3Base(KEY, SECRET)))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.all(EntityKind.BASE_CONNECTION)).isEmpty();

        service.faults().on("POST", "/connections$").times(1).afterEffect().then(Fault.reset());
        assertThatThrownBy(() -> caller.post("/connections", Bodies.s3Base(KEY, SECRET)))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.all(EntityKind.BASE_CONNECTION)).hasSize(1);
        assertThat(service.calls()).extracting(Call::status).containsOnly(-1);
    }

    @Test
    void givesStrangeAnswers() throws Exception {
        flow("landfall/a");
        String real = caller.get("/flows").body();

        service.faults().on("*", "/flows").times(1).then(Fault.html());
        assertThat(caller.get("/flows").headers().firstValue("Content-Type")).contains("text/html");
        service.faults().on("*", "/flows").times(1).then(Fault.truncated());
        String half = caller.get("/flows").body();
        assertThat(real).startsWith(half).hasSizeGreaterThan(half.length());
        service.faults().on("*", "/flows").times(1).then(Fault.empty(200));
        assertThat(caller.get("/flows").body()).isEmpty();
        service.faults().on("*", "/flows").times(1).then(Fault.huge(3));
        assertThat(caller.get("/flows").body()).hasSizeGreaterThan(3 << 20);
        service.faults().on("*", "/flows").times(1).then(Fault.cutShort());
        assertThatThrownBy(() -> caller.get("/flows")).isInstanceOf(IOException.class);
        service.faults().on("*", "/flows").times(1).then(Fault.delay(Duration.ofMillis(20)));
        assertThat(caller.get("/flows").body()).isEqualTo(real);
    }

    @Test
    void hangsUntilReleased() throws Exception {
        // not a GET, which the JDK's client sends again by itself when the connection ends without an answer
        service.faults().on("POST", "/connections").times(1).then(Fault.hang());
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                caller.post("/connections", Bodies.s3Base(KEY, SECRET));
                return null;
            } catch (IOException | InterruptedException e) {
                return e;
            }
        });
        while (service.calls().stream().noneMatch(call -> call.status() == -1)) {
            Thread.onSpinWait();
        }
        assertThat(failure).isNotDone();

        while (!failure.isDone()) {
            service.faults().release();
        }

        assertThat(failure.get()).isInstanceOf(IOException.class);
    }

    @Test
    void stopsAtEachBoundary() throws Exception {
        List<String> seen = new ArrayList<>();
        service.onBoundary(call -> seen.add(call.method() + (call.beforeEffect() ? " before" : " after")));
        caller.post("/connections", Bodies.s3Base(KEY, SECRET));
        caller.get("/connections");
        assertThat(seen).containsExactly("POST before", "POST after");

        service.onBoundary(call -> {
            if (!call.beforeEffect()) {
                throw new IllegalStateException("killed here");
            }
        });
        assertThatThrownBy(() -> caller.post("/connections", Bodies.s3Base(KEY, SECRET)))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.all(EntityKind.BASE_CONNECTION)).hasSize(2);
    }

    @Test
    void theTokenEndpointFailsToo() throws Exception {
        service.faults().on("POST", "/ims/token").times(1).then(Fault.unavailable());

        assertThat(caller.form("client", "secret&").statusCode()).isEqualTo(503);
        assertThat(caller.form("client", "secret&").statusCode()).isEqualTo(200);
    }
}
