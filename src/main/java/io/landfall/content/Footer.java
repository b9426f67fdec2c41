package io.landfall.content;

import io.landfall.model.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * The footer of a Parquet file, read row group by row group so that a long one is not held as a whole. Names and
 * statistics of columns are passed over: they are the customer's data.
 */
final class Footer {
    private final long dataEnd;
    private final Set<CompressionCodec> codecs = EnumSet.noneOf(CompressionCodec.class);
    private long rows = -1;
    private long rowsInGroups;
    private boolean schema;
    private String fault;

    private Footer(long dataEnd) {
        this.dataEnd = dataEnd;
    }

    /**
     * Reads a footer; what is wrong with it is in {@link #fault}.
     *
     * @param thrift the bytes between the data and the footer's length
     * @param dataEnd where the footer begins in the file
     */
    static Footer read(byte[] thrift, int from, int length, long dataEnd) {
        Footer footer = new Footer(dataEnd);
        try {
            Util.readFileMetaData(
                    new ByteArrayInputStream(thrift, from, length), footer.new Reader(), false, null, null, length);
        } catch (IOException | RuntimeException unreadable) {
            // the library throws whatever its parser stumbles over; the message may quote the file, so it is not kept
            footer.fault = "a footer that cannot be read";
            return footer;
        }
        footer.check();
        return footer;
    }

    /** What is wrong, in fixed words; null where nothing is. */
    String fault() {
        return fault;
    }

    long rows() {
        return rows;
    }

    /** Whether every column is compressed as declared; a file without columns' data is. */
    boolean compressedAs(Compression declared) {
        return switch (declared) {
            case GZIP -> EnumSet.of(CompressionCodec.GZIP).containsAll(codecs);
            case NONE -> EnumSet.of(CompressionCodec.UNCOMPRESSED).containsAll(codecs);
        };
    }

    String codecs() {
        return codecs.toString();
    }

    private void check() {
        if (fault == null) {
            fault = !schema
                    ? "a footer without a schema"
                    : rows < 0
                            ? "a footer without a number of rows"
                            : rows != rowsInGroups ? "a number of rows that its row groups do not add up to" : null;
        }
    }

    private void group(RowGroup group) {
        rowsInGroups += group.getNum_rows();
        List<ColumnChunk> columns = group.getColumns();
        if (columns == null || group.getNum_rows() < 0) {
            fault = "a row group that cannot be";
            return;
        }
        columns.stream()
                .map(ColumnChunk::getMeta_data)
                .filter(meta -> meta != null)
                .forEach(this::column);
    }

    private void column(ColumnMetaData column) {
        if (column.getCodec() != null) {
            codecs.add(column.getCodec());
        }
        long begin = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
                ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
                : column.getData_page_offset();
        long length = column.getTotal_compressed_size();
        if (begin < ParquetProbe.MAGIC || length < 0 || begin > dataEnd || length > dataEnd - begin) {
            fault = "a column that lies outside of the file";
        }
    }

    private final class Reader extends Util.FileMetaDataConsumer {
        @Override
        public void setVersion(int version) {
            // every version has the same footer
        }

        @Override
        public void setSchema(List<SchemaElement> elements) {
            schema = !elements.isEmpty();
        }

        @Override
        public void setNumRows(long n) {
            rows = n;
        }

        @Override
        public void addRowGroup(RowGroup group) {
            group(group);
        }

        @Override
        public void addKeyValueMetaData(KeyValue pair) {
            // the writer's own notes say nothing of the file's health
        }

        @Override
        public void setCreatedBy(String writer) {
            // any writer will do
        }

        @Override
        public void setEncryptionAlgorithm(EncryptionAlgorithm algorithm) {
            // a plain footer of encrypted columns is read as any other
        }

        @Override
        public void setFooterSigningKeyMetadata(byte[] key) {
            // the signature cannot be checked without the key
        }
    }
}
