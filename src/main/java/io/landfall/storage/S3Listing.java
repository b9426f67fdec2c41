package io.landfall.storage;

import io.landfall.model.StoredFile;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The answer to a listing of a bucket, read as a stream: the AWS client takes five times as long for it, which is most of
 * what a listing costs.
 *
 * @param truncated whether there is more; null where it does not say, and is no listing
 * @param nextMarker null where the store leaves that to the last key
 */
record S3Listing(List<StoredFile> files, List<String> folders, Boolean truncated, String nextMarker) {
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** Reads to the document's end. */
    static S3Listing read(InputStream document) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(document);
        try {
            return new Reader(xml).listing();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new XMLStreamException(e.getMessage(), e);
        } finally {
            xml.close();
        }
    }

    /** Whatever stands first, names may be encoded: what says so comes behind them in some stores' answers. */
    private static final class Reader {
        private final XMLStreamReader xml;
        private final List<StoredFile> files = new ArrayList<>(1000);
        private final List<String> folders = new ArrayList<>();
        private Boolean truncated;
        private String nextMarker;
        private boolean encoded;
        private String time = "";
        private Instant modified = Instant.EPOCH;

        Reader(XMLStreamReader xml) {
            this.xml = xml;
        }

        S3Listing listing() throws XMLStreamException {
            while (!xml.isStartElement()) {
                xml.next();
            }
            boolean listing = xml.getLocalName().equals("ListBucketResult");
            while (inside()) {
                switch (listing ? xml.getLocalName() : "") {
                    case "Contents" -> file();
                    case "CommonPrefixes" -> folder();
                    case "IsTruncated" -> truncated = Boolean.valueOf(xml.getElementText());
                    case "NextMarker" -> nextMarker = xml.getElementText();
                    case "EncodingType" -> encoded = xml.getElementText().equals("url");
                    default -> skip();
                }
            }
            while (xml.hasNext()) {
                xml.next();
            }
            return new S3Listing(
                    encoded
                            ? files.stream()
                                    .map(f -> new StoredFile(decoded(f.key()), f.bytes(), f.modified()))
                                    .toList()
                            : files,
                    encoded ? folders.stream().map(Reader::decoded).toList() : folders,
                    truncated,
                    encoded && nextMarker != null ? decoded(nextMarker) : nextMarker);
        }

        private void file() throws XMLStreamException {
            String key = null;
            String size = null;
            String last = null;
            while (inside()) {
                switch (xml.getLocalName()) {
                    case "Key" -> key = xml.getElementText();
                    case "Size" -> size = xml.getElementText();
                    case "LastModified" -> last = xml.getElementText();
                    default -> skip();
                }
            }
            if (key == null || size == null || last == null) {
                throw new XMLStreamException("an object without its key, size or time");
            }
            files.add(new StoredFile(key, Long.parseLong(size), modified(last)));
        }

        private void folder() throws XMLStreamException {
            while (inside()) {
                if (xml.getLocalName().equals("Prefix")) {
                    folders.add(xml.getElementText());
                } else {
                    skip();
                }
            }
        }

        /** Files of one export often have one time. */
        private Instant modified(String text) {
            if (!text.equals(time)) {
                modified = Instant.parse(text);
                time = text;
            }
            return modified;
        }

        /** Goes to the next element of this one; false at its end. */
        private boolean inside() throws XMLStreamException {
            int event = xml.next();
            while (event != XMLStreamReader.START_ELEMENT && event != XMLStreamReader.END_ELEMENT) {
                event = xml.next();
            }
            return event == XMLStreamReader.START_ELEMENT;
        }

        private void skip() throws XMLStreamException {
            for (int deep = 1; deep > 0; ) {
                int event = xml.next();
                deep += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
            }
        }

        private static String decoded(String key) {
            return key.indexOf('%') < 0 && key.indexOf('+') < 0 ? key : URLDecoder.decode(key, StandardCharsets.UTF_8);
        }
    }
}
