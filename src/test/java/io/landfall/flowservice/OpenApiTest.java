package io.landfall.flowservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.Schedule;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.runtime.Examples;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Our bodies against Adobe's own files where these are at hand; without them these tests are skipped and say so. By the
 * name of the schema: by path several match, or none.
 */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "63e0b47b-94bd-4b20-a395-81ff6b496335";
    private static final String NAME = "landfall/orders";

    private static final Export ORDERS =
            Examples.export("orders", "store").path("aep/orders").build();
    private static OpenAPI api;
    private static Path files;

    @BeforeAll
    static void read() {
        files = files();
        assumeThat(files).as("Adobe's own files are not at hand").isDirectory();
        api = new OpenAPIV3Parser()
                .readLocation(files.resolve("openapi/destinations.yaml").toString(), null, null)
                .getOpenAPI();
    }

    private static Path files() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared/flow-service");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return Path.of("../shared/flow-service");
    }

    private static List<String> wrong(String schema, JsonNode body) {
        Schema<?> named = api.getComponents().getSchemas().get(schema);
        assertThat(named).as("a schema with the name " + schema).isNotNull();
        LevelResolver levels = LevelResolver.create()
                .withLevel(SchemaValidator.ADDITIONAL_PROPERTIES_KEY, ValidationReport.Level.IGNORE)
                .build();
        return new SchemaValidator(api, new MessageResolver(levels))
                .validate(body.toString(), named, "").getMessages().stream()
                        .map(ValidationReport.Message::getMessage)
                        .toList();
    }

    /** What is accepted, and refused with each of these members taken out or replaced. */
    private static void accepted(String schema, ObjectNode body, String... needed) {
        assertThat(wrong(schema, body)).as(schema).isEmpty();
        for (String pointer : needed) {
            ObjectNode without = body.deepCopy();
            int cut = pointer.lastIndexOf('/');
            JsonNode parent = cut == 0 ? without : without.at(pointer.substring(0, cut));
            assertThat(((ObjectNode) parent).remove(pointer.substring(cut + 1))).isNotNull();
            assertThat(wrong(schema, without))
                    .as(schema + " without " + pointer)
                    .isNotEmpty();
        }
    }

    private static ObjectNode base(Storage storage) {
        return Bodies.baseConnection(
                "landfall/store", "words", storage, path -> "key".getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode target(StorageType type) {
        return Bodies.targetConnection(NAME, "words", ID, Examples.storage(type, "store"), ORDERS);
    }

    private static Storage sftpWithKey() {
        Storage s = Examples.storage(StorageType.SFTP, "store");
        Map<String, Secret> adobe = Map.of("user", new Secret("u"), "private-key-file", new Secret("id_rsa"));
        return new Storage(s.name(), s.type(), s.place(), adobe, s.reader(), s.concurrency(), s.timeout());
    }

    @Test
    void s3Connections() {
        ObjectNode base = base(Examples.storage(StorageType.S3, "store"));
        accepted(
                "Create_S3_Base_Connection_Request_V2",
                base,
                "/name",
                "/auth",
                "/auth/params/s3AccessKey",
                "/connectionSpec/id",
                "/connectionSpec/version");
        base.withObject("/connectionSpec").put("id", ID);
        assertThat(wrong("Create_S3_Base_Connection_Request_V2", base)).isNotEmpty();
        accepted(
                "Create_S3_Target_Connection_Request_V2",
                target(StorageType.S3),
                "/params/bucketName",
                "/params/path",
                "/params/compression",
                "/params/datasetFileType",
                "/baseConnectionId");
    }

    @Test
    void sftpConnections() {
        for (Storage storage : List.of(Examples.storage(StorageType.SFTP, "store"), sftpWithKey())) {
            accepted(
                    "Create_SFTP_Base_Connection_Request_V2",
                    base(storage),
                    "/auth/params/domain",
                    "/auth/params/username",
                    "/connectionSpec/id");
        }
        ObjectNode target = target(StorageType.SFTP);
        accepted("Create_SFTP_Target_Connection_Request_V2", target, "/params/remotePath", "/params/datasetFileType");
        target.withObject("/params").put("compression", "ZIP");
        assertThat(wrong("Create_SFTP_Target_Connection_Request_V2", target)).isNotEmpty();
    }

    @Test
    void sourceConnections() {
        ObjectNode source = Bodies.sourceConnection(
                NAME, "words", List.of(new Dataset("5ef3e3259ad2a1191ab7dd7d", "Orders"), new Dataset("5ef3", "x")));
        accepted("Create_Data_Lake_Source_Connection_Request", source, "/name", "/connectionSpec/id");
        source.withObject("/params").put("datasets", "all");
        assertThat(wrong("Create_Data_Lake_Source_Connection_Request", source)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void dataflows(StorageType type) {
        for (Duration every : List.of(Duration.ofHours(3), Duration.ofHours(12), Duration.ofDays(1))) {
            Schedule schedule = new Schedule(Examples.START, every, Optional.of(Examples.END));
            ObjectNode flow = Bodies.flow(
                    NAME, "words", type, schedule, Optional.of("%DATASET_NAME%"), "folderNameTemplate", ID, ID);
            accepted(
                    "Create_Batch_Destination_Flow_Request_Dataset_V2",
                    flow,
                    "/name",
                    "/flowSpec",
                    "/sourceConnectionIds",
                    "/scheduleParams",
                    "/scheduleParams/startTime",
                    "/scheduleParams/timeUnit");
            flow.withObject("/scheduleParams").put("interval", 8);
            assertThat(wrong("Create_Batch_Destination_Flow_Request_Dataset_V2", flow))
                    .isNotEmpty();
        }
    }

    private static ConnectionSpec spec(StorageType type) throws IOException {
        JsonNode answer = JSON.readTree(
                Files.readAllBytes(files.resolve("samples/connection-spec." + type.key() + ".response.json")));
        JsonNode item = answer.path("items").get(0);
        assertThat(item.path("id").asText()).isEqualTo(Specs.of(type).connection());
        return ConnectionSpec.of(item);
    }

    @ParameterizedTest
    @EnumSource(StorageType.class)
    void eachTypeFitsItsConnectionSpec(StorageType type) throws IOException {
        ConnectionSpec spec = spec(type);
        for (Storage storage : type == StorageType.SFTP
                ? List.of(Examples.storage(type, "store"), sftpWithKey())
                : List.of(Examples.storage(type, "store"))) {
            JsonNode auth = base(storage).path("auth");
            String name = auth.path("specName").asText();
            assertThat(spec.ofAuth(name, auth.path("params"))).isEmpty();
            assertThat(spec.auth().isEmpty()).isEqualTo(type == StorageType.DLZ);
            auth.path("params").fieldNames().forEachRemaining(param -> {
                ObjectNode without = auth.path("params").deepCopy();
                without.remove(param);
                assertThat(spec.ofAuth(name, without))
                        .containsExactly("auth.params." + param + " is missing, which the connection spec requires");
            });
        }
        JsonNode params = target(type).path("params");
        assertThat(spec.ofTarget(params)).isEmpty();
        params.fieldNames().forEachRemaining(param -> {
            ObjectNode without = params.deepCopy();
            without.remove(param);
            if (!param.equals("mode")) {
                assertThat(spec.ofTarget(without))
                        .containsExactly("params." + param + " is missing, which the connection spec requires");
            }
        });
        assertThat(spec.ofTarget(((ObjectNode) params.deepCopy()).put("compression", "ZIP")))
                .hasSize(1);
    }
}
