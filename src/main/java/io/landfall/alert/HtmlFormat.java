package io.landfall.alert;

import java.util.Map;
import java.util.function.UnaryOperator;

/** The text message as HTML for mail: no link, no style sheet, every value escaped. */
final class HtmlFormat {

    private HtmlFormat() {}

    static String write(Message m, UnaryOperator<String> redact) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
        html.append("<p><strong>")
                .append(escape(redact.apply(TextFormat.headline(m))))
                .append("</strong></p>\n<dl>\n");
        fields(html, TextFormat.before(m), redact);
        html.append("</dl>\n<ul>\n");
        EvidenceLines.of(m.evidence(), m.findings())
                .forEach(line ->
                        html.append("<li>").append(escape(redact.apply(line))).append("</li>\n"));
        html.append("</ul>\n<dl>\n");
        fields(html, TextFormat.after(m), redact);
        fields(html, Map.of("Key", TextFormat.identity(m)), redact);
        return html.append("</dl>\n</body></html>\n").toString();
    }

    private static void fields(StringBuilder html, Map<String, String> fields, UnaryOperator<String> redact) {
        fields.forEach((name, value) -> html.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escape(redact.apply(value)))
                .append("</dd>\n"));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
