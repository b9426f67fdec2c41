package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The documents that Azure Storage answers with: XML of the Blob endpoint, JSON of the Data Lake's. */
final class AzureReplies {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AzureReplies() {}

    static String date(Instant time) {
        return HTTP_DATE.format(time);
    }

    static Reply blobs(String endpoint, String container, String prefix, AzureContainer.Part part) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults"
                + " ServiceEndpoint=\"" + endpoint + "/\" ContainerName=\"" + container + "\"><Prefix>"
                + escaped(prefix)
                + "</Prefix><Blobs>");
        for (AzureContainer.Item item : part.items()) {
            if (item.blob() == null) {
                xml.append("<BlobPrefix><Name>").append(escaped(item.name())).append("</Name></BlobPrefix>");
            } else {
                xml.append("<Blob><Name>")
                        .append(escaped(item.name()))
                        .append("</Name><Properties><Last-Modified>")
                        .append(date(item.blob().modified()))
                        .append("</Last-Modified><Etag>0x8D</Etag><Content-Length>")
                        .append(item.blob().content().length)
                        .append("</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>");
            }
        }
        xml.append("</Blobs><NextMarker>")
                .append(part.next() == null ? "" : part.next())
                .append("</NextMarker></EnumerationResults>");
        return new Reply(200, "application/xml", xml.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply paths(AzureContainer.Part part) {
        ObjectNode body = Json.object();
        ArrayNode paths = body.putArray("paths");
        for (AzureContainer.Item item : part.items()) {
            ObjectNode path = paths.addObject();
            if (item.blob() == null) {
                path.put("name", item.name().substring(0, item.name().length() - 1))
                        .put("isDirectory", "true");
                path.put("lastModified", date(Instant.EPOCH)).put("contentLength", "0");
            } else {
                path.put("name", item.name())
                        .put("contentLength", Integer.toString(item.blob().content().length));
                path.put("lastModified", date(item.blob().modified()));
            }
            path.put("etag", "0x8D");
        }
        Map<String, String> headers = part.next() == null ? Map.of() : Map.of("x-ms-continuation", part.next());
        return new Reply(200, "application/json", Json.bytes(body), headers);
    }

    static Reply refused(AzureRefusal refusal, boolean dataLake) {
        Map<String, String> headers = Map.of("x-ms-error-code", refusal.code());
        if (dataLake) {
            ObjectNode body = Json.object();
            body.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
            return new Reply(refusal.status(), "application/json", Json.bytes(body), headers);
        }
        String[] message = refusal.getMessage().split("\nAuthenticationErrorDetail: ", 2);
        String detail = message.length < 2
                ? ""
                : "<AuthenticationErrorDetail>" + escaped(message[1]) + "</AuthenticationErrorDetail>";
        String xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + refusal.code() + "</Code><Message>"
                + escaped(message[0]) + "\nRequestId:0\nTime:0</Message>" + detail + "</Error>";
        return new Reply(refusal.status(), "application/xml", xml.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
