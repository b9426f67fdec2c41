package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of one dataset's export: the default layout, or the dataflow's template (Flow Service §8, §10). */
final class FolderNames {

    private static final Pattern MACRO = Pattern.compile("%([A-Z_]+)(?:\\(([^)]*)\\))?%");

    private FolderNames() {}

    /**
     * @param digits of the export time in the default layout, 12 or 14
     * @return the path under the target connection's folder, without slashes at the ends
     */
    static String of(JsonNode flow, Sandbox sandbox, String datasetId, String datasetName, Instant time, int digits) {
        JsonNode schedule = flow.path("scheduleParams");
        String template = schedule.path("foldernameTemplate")
                .asText(schedule.path("folderNameTemplate").asText(""));
        if (template.isEmpty()) {
            return datasetId + "/exportTime=" + stamp(time, digits);
        }
        DestinationKind kind = DestinationKind.ofFlowSpec(
                        flow.path("flowSpec").path("id").asText())
                .orElseThrow(() -> new IllegalArgumentException("not a flow spec for datasets"));
        return MACRO.matcher(template)
                .replaceAll(macro -> Matcher.quoteReplacement(
                        switch (macro.group(1)) {
                            case "DATASET_ID" -> datasetId;
                            case "DATASET_NAME" -> datasetName;
                            case "DESTINATION", "DESTINATION_NAME" -> kind.title();
                            case "DATETIME" ->
                                DateTimeFormatter.ofPattern(macro.group(2).replace('Y', 'y'))
                                        .withZone(ZoneOffset.UTC)
                                        .format(time);
                            case "EXPORT_TIME" -> "exportTime=" + stamp(time, 12);
                            case "DESTINATION_INSTANCE_ID" -> flow.path("id").asText();
                            case "DESTINATION_INSTANCE_NAME" ->
                                flow.path("name").asText();
                            case "SANDBOX_NAME" -> sandbox.name();
                            case "ORGANIZATION_NAME" -> sandbox.org();
                            default -> macro.group();
                        }));
    }

    private static String stamp(Instant time, int digits) {
        return DateTimeFormatter.ofPattern("yyyyMMddHHmmss".substring(0, digits))
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
