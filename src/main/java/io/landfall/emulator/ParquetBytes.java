package io.landfall.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes a Parquet file into memory with parquet-hadoop, which needs only the few Hadoop classes that parquet-floor
 * brings; the GZIP codec, which those lack, is the JDK's.
 */
final class ParquetBytes {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message spark_schema {"
            + " optional binary _id (UTF8); optional int64 timestamp (TIMESTAMP_MILLIS);"
            + " optional binary eventType (UTF8); optional double amount; }");

    private ParquetBytes() {}

    static byte[] write(List<SampleRows.Row> rows, int rowGroupRows, boolean gzip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<SampleRows.Row> writer = new Builder(new Memory(bytes))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(gzip ? CompressionCodecName.GZIP : CompressionCodecName.UNCOMPRESSED)
                .withRowGroupRowCountLimit(rowGroupRows)
                .build()) {
            for (SampleRows.Row row : rows) {
                writer.write(row);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static final class Builder extends ParquetWriter.Builder<SampleRows.Row, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the parent, so it has to be here
        protected WriteSupport<SampleRows.Row> getWriteSupport(Configuration unused) {
            return new Rows();
        }

        @Override
        protected WriteSupport<SampleRows.Row> getWriteSupport(ParquetConfiguration unused) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<SampleRows.Row> {

        private RecordConsumer out;

        @Override
        @SuppressWarnings("deprecation") // abstract in the parent, so it has to be here
        public WriteContext init(Configuration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(SampleRows.Row row) {
            out.startMessage();
            field("_id", 0, () -> out.addBinary(Binary.fromString(row.id())));
            field("timestamp", 1, () -> out.addLong(row.timestamp().toEpochMilli()));
            field("eventType", 2, () -> out.addBinary(Binary.fromString(row.eventType())));
            field("amount", 3, () -> out.addDouble(row.amount()));
            out.endMessage();
        }

        private void field(String name, int index, Runnable value) {
            out.startField(name, index);
            value.run();
            out.endField(name, index);
        }
    }

    private static final class Codecs implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput plain) throws IOException {
                    if (codec != CompressionCodecName.GZIP) {
                        return plain;
                    }
                    ByteArrayOutputStream packed = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                        plain.writeAllTo(gzip);
                    }
                    return BytesInput.from(packed.toByteArray());
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {
                    // nothing is held
                }
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("this package writes only");
        }

        @Override
        public void release() {
            // nothing is held
        }
    }

    private record Memory(ByteArrayOutputStream bytes) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes.size();
                }

                @Override
                public void write(int b) {
                    bytes.write(b);
                }

                @Override
                public void write(byte[] from, int offset, int length) {
                    bytes.write(from, offset, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
