package io.landfall.flowservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a connection spec asks for, and in which words its breach is told. */
class ConnectionSpecTest {

    private static final String SPEC = """
            {'authSpec':[{'name':'Key','spec':{'$schema':'http://json-schema.org/draft-07/schema#','type':'object',
              'properties':{'id':{'type':'string','pattern':'^[A-Z]{4}$'},'n':{'type':'integer'}},'required':['id']}}],
             'targetSpec':{'spec':{'type':'object','properties':{'path':{'type':'string'},
               'compression':{'conditional':{'field':'x'},'type':'string','enum':['NONE','GZIP']}},
               'required':['path','compression','fileType']}}}
            """;

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private final ConnectionSpec spec = ConnectionSpec.of(json(SPEC));

    @Test
    void asksForTheFieldsPatternsAndTypesOfTheWayToSignIn() {
        assertThat(spec.ofAuth("Key", json("{'id':'ABCD','n':1,'other':true}"))).isEmpty();
        assertThat(spec.ofAuth("Key", json("{'n':1}")))
                .containsExactly("auth.params.id is missing, which the connection spec requires");
        assertThat(spec.ofAuth("Key", json("{'id':'s3cret','n':'1'}")))
                .containsExactlyInAnyOrder(
                        "auth.params.id does not match the connection spec's pattern \"^[A-Z]{4}$\"",
                        "auth.params.n is not of the connection spec's type \"integer\"");
        assertThat(spec.ofAuth("Password", json("{}")))
                .containsExactly("auth.specName Password is none of the connection spec's: Key");
    }

    @Test
    void asksForNothingThatIsNotForDatasets() {
        assertThat(spec.ofTarget(json("{'path':'a','compression':'GZIP','datasetFileType':'JSON'}")))
                .isEmpty();
        assertThat(spec.ofTarget(json("{'compression':'ZIP'}")))
                .containsExactlyInAnyOrder(
                        "params.path is missing, which the connection spec requires",
                        "params.compression is none of the connection spec's values [\"NONE\",\"GZIP\"]");
    }

    @Test
    void noCredentialsAreNeededWhereThereIsNoWayToSignIn() {
        assertThat(ConnectionSpec.of(json("{'authSpec':[]}")).ofAuth("", json("null")))
                .isEmpty();
    }

    @Test
    void aSchemaThatCannotBeReadAsksForNothingAndNothingIsFetched() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] schema = "{\"type\":\"string\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, schema.length);
            exchange.getResponseBody().write(schema);
            exchange.close();
        });
        server.start();
        try {
            String elsewhere = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema";
            for (String schema : new String[] {
                "{'properties':{'path':{'$ref':'" + elsewhere + "'}}}",
                "{'$schema':'" + elsewhere + "','type':'string'}",
                "{'properties':{'path':{'pattern':'('}}}"
            }) {
                ConnectionSpec odd = ConnectionSpec.of(json("{'targetSpec':{'spec':" + schema + "}}"));
                assertThat(odd.ofTarget(json("{'path':1}"))).as(schema).isEmpty();
            }
        } finally {
            server.stop(0);
        }
        assertThat(fetched).hasValue(0);
    }
}
