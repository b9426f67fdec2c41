package io.landfall.content;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.slf4j.LoggerFactory;

/** Genuine Parquet files, written by the library that Spark writes with. */
final class Parquets {
    static {
        // the writer tells every value at level debug
        ((Logger) LoggerFactory.getLogger("org.apache.parquet")).setLevel(Level.WARN);
    }

    private Parquets() {}

    /** A file of {@code rows} rows in row groups of {@code perGroup}, with as many text columns as asked for. */
    static byte[] file(int rows, int perGroup, CompressionCodecName codec, int columns) {
        Types.MessageTypeBuilder type = Types.buildMessage();
        type.required(PrimitiveTypeName.INT64).named("id");
        for (int i = 0; i < columns; i++) {
            type.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("column_with_a_name_" + i);
        }
        MessageType schema = type.named("row");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Builder builder = new Builder(new Memory(out), schema)
                .withCompressionCodec(codec)
                .withCodecFactory(new Codecs())
                .withRowGroupRowCountLimit(perGroup);
        try (ParquetWriter<Integer> writer = builder.build()) {
            for (int i = 0; i < rows; i++) {
                writer.write(i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final MessageType schema;

        Builder(OutputFile file, MessageType schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
            return new Rows(schema);
        }
    }

    private static final class Rows extends WriteSupport<Integer> {
        private final MessageType schema;
        private RecordConsumer to;

        Rows(MessageType schema) {
            this.schema = schema;
        }

        @Override
        public WriteContext init(Configuration conf) {
            return new WriteContext(schema, java.util.Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Integer row) {
            to.startMessage();
            to.startField("id", 0);
            to.addLong(row);
            to.endField("id", 0);
            for (int i = 1; i < schema.getFieldCount(); i++) {
                to.startField(schema.getFieldName(i), i);
                to.addBinary(Binary.fromString("value " + row * 31 + " of " + i));
                to.endField(schema.getFieldName(i), i);
            }
            to.endMessage();
        }
    }

    /** JDK gzip, and nothing else. */
    private static final class Codecs implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    if (codec == CompressionCodecName.UNCOMPRESSED) {
                        return bytes;
                    }
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                        bytes.writeAllTo(gzip);
                    }
                    return BytesInput.from(out.toByteArray());
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
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    try (InputStream in = new GZIPInputStream(bytes.toInputStream())) {
                        return BytesInput.from(in.readAllBytes());
                    }
                }

                @Override
                public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
                    throw new UnsupportedOperationException("nothing is read here");
                }

                @Override
                public void release() {
                    // nothing is held
                }
            };
        }

        @Override
        public void release() {
            // nothing is held
        }
    }

    private record Memory(ByteArrayOutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long block) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return out.size();
                }

                @Override
                public void write(int b) {
                    out.write(b);
                }

                @Override
                public void write(byte[] b, int from, int length) {
                    out.write(b, from, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long block) {
            return create(block);
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
