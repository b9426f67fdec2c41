package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void whatGoesInComesOut() {
        List<String> nasty = List.of("", "a\nb", "tab\there", "back\\slash\\n", "\r", "plain", "\\");
        assertThat(Lines.list(Lines.of(nasty))).isEqualTo(nasty);
        assertThat(Lines.list(Lines.of(List.of()))).isEmpty();
        Map<String, String> map = Map.of("k\t1", "v\n1\\", "folder", "a=b\tc");
        assertThat(Lines.map(Lines.of(map))).isEqualTo(map);
    }
}
