package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.landfall.model.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service itself asks of the connections to one type of destination ({@code GET /connectionSpecs/{id}}, Flow
 * Service §6 and §8): one JSON schema for each way to sign in, one for a target's parameters.
 *
 * @param auth by {@code authSpec[].name}; empty where nothing is needed
 * @param target {@code targetSpec.spec}; absent where the service does not say it
 */
public record ConnectionSpec(Map<String, JsonNode> auth, Optional<JsonNode> target) {

    /** Draft 7, as every spec says of itself, with words of Adobe's own; what a schema refers to is never fetched. */
    private static final JsonMetaSchema DRAFT = JsonMetaSchema.builder(JsonMetaSchema.getV7())
            .unknownKeywordFactory((keyword, validation) -> new NonValidationKeyword(keyword))
            .build();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(DRAFT.getIri())
            .metaSchema(DRAFT)
            .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
            .build();

    /** Listed as required, and not for datasets (Flow Service §8). */
    private static final String NOT_FOR_DATASETS = "fileType";

    private static final int LONGEST = 200;

    public ConnectionSpec {
        auth = new LinkedHashMap<>(auth);
    }

    /** The one element of the answer. */
    public static ConnectionSpec of(JsonNode item) {
        Map<String, JsonNode> auth = new LinkedHashMap<>();
        for (JsonNode way : item.path("authSpec")) {
            if (way.path("spec").isObject()) {
                auth.put(Json.text(way, "name"), way.path("spec"));
            }
        }
        JsonNode target = item.path("targetSpec").path("spec");
        return new ConnectionSpec(auth, target.isObject() ? Optional.of(forDatasets(target)) : Optional.empty());
    }

    private static JsonNode forDatasets(JsonNode schema) {
        ObjectNode own = schema.deepCopy();
        if (own.path("required") instanceof ArrayNode all) {
            ArrayNode required = own.putArray("required");
            all.forEach(name -> {
                if (!name.asText().equals(NOT_FOR_DATASETS)) {
                    required.add(name);
                }
            });
        }
        return own;
    }

    /**
     * What is wrong with the credentials of a base connection, one sentence each; no value is repeated.
     *
     * @param specName how it signs in ({@code auth.specName})
     * @param params {@code auth.params}
     */
    public List<String> ofAuth(String specName, JsonNode params) {
        if (auth.isEmpty()) {
            return List.of();
        }
        JsonNode schema = auth.get(specName);
        return schema == null
                ? List.of("auth.specName " + specName + " is none of the connection spec's: "
                        + Shown.shown(String.join(", ", auth.keySet()), LONGEST))
                : against(schema, params, "auth.params");
    }

    /** What is wrong with a target connection's {@code params}, one sentence each. */
    public List<String> ofTarget(JsonNode params) {
        return target.map(schema -> against(schema, params, "params")).orElse(List.of());
    }

    /** A schema that cannot be read asks for nothing: the service's own check is still to come. */
    private static List<String> against(JsonNode schema, JsonNode value, String at) {
        try {
            List<String> wrong = new ArrayList<>();
            for (ValidationMessage message : SCHEMAS.getSchema(schema).validate(value)) {
                wrong.add(words(message, at));
            }
            return wrong;
        } catch (JsonSchemaException notASchema) {
            return List.of();
        }
    }

    private static String words(ValidationMessage message, String at) {
        StringBuilder path = new StringBuilder(at);
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            path.append('.').append(message.getInstanceLocation().getElement(i));
        }
        String said = Shown.shown(
                message.getSchemaNode() == null ? "" : message.getSchemaNode().toString(), LONGEST);
        return switch (message.getType()) {
            case "required" -> path + "." + message.getProperty() + " is missing, which the connection spec requires";
            case "pattern" -> path + " does not match the connection spec's pattern " + said;
            case "enum" -> path + " is none of the connection spec's values " + said;
            case "type" -> path + " is not of the connection spec's type " + said;
            default -> path + " is against the connection spec's " + message.getType() + " " + said;
        };
    }
}
