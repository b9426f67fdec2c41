package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyFileTest {
    @TempDir
    Path folder;

    private PropertyFile.Contents read(byte[] bytes) throws IOException {
        Path file = folder.resolve("a.properties");
        Files.write(file, bytes);
        return PropertyFile.read(file, "a.properties");
    }

    private PropertyFile.Contents read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b",
                "a = b \\\n   c\nd:e\r\nf g",
                "! comment \\\na=1\n#b\\\nc=2",
                "\\\n\na=1",
                "a=1\\\n\nb=2",
                "a=1\\\n# no comment\nb=2",
                "a=1\\\\\nb=2",
                "a\\=b=c\\u0041\\t\na\\:x=\\",
                "  key\\ with\\ blanks = v\\\n\t\tw",
                "only-a-key\n=only a value\n\f a=1\rb=2"
            })
    void readsWhatJavaReads(String text) throws IOException {
        Properties java = new Properties();
        java.load(new StringReader(text));
        Map<String, String> expected = java.stringPropertyNames().stream()
                .collect(Collectors.toMap(k -> k, k -> java.getProperty(k).strip()));

        assertThat(read(text).entries().stream().collect(Collectors.toMap(Entry::key, Entry::raw)))
                .isEqualTo(expected);
    }

    @Test
    void knowsTheLineOfEachKey() throws IOException {
        assertThat(read("\uFEFFa=1\n\n# c\nb=\\\n 2\\\n 3\nc=ü\n").entries())
                .extracting(Entry::key, Entry::raw, Entry::line)
                .containsExactly(tuple("a", "1", 1), tuple("b", "23", 4), tuple("c", "ü", 7));
    }

    @Test
    void anEscapedCommaIsKeptApartAndAnEscapedBackslashIsNot() throws IOException {
        assertThat(read("a=x\\,y,z\nb=x\\\\,y").entries())
                .extracting(Entry::raw)
                .containsExactly("x" + Entry.COMMA + "y,z", "x\\,y");
    }

    @Test
    void whatIsNotUtf8IsNamedWithItsLine() throws IOException {
        assertThat(read("a=1\nb=\u00fc".getBytes(StandardCharsets.ISO_8859_1)).errors())
                .extracting(SpecError::text)
                .containsExactly("a.properties:2: is not UTF-8, expected a text file in UTF-8");
    }

    @Test
    void aMissingFileIsAnError() {
        assertThat(PropertyFile.read(folder.resolve("b.properties"), "b.properties")
                        .errors())
                .extracting(SpecError::text)
                .containsExactly("b.properties: no such file");
    }
}
