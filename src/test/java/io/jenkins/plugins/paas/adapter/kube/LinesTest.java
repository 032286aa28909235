package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsALineAtItsBreakAndTheLastOneAtTheEnd() {
        HttpResponse.BodySubscriber<Void> answer = new Lines(told::add, error -> {}).apply(new Good());

        answer.onNext(List.of(bytes("one\ntw"), bytes("o\nthree")));
        assertThat(told).containsExactly("one", "two");

        answer.onComplete();
        assertThat(told).containsExactly("one", "two", "three");
    }

    @Test
    void tellsALineInPartsThatIsTooLongToBeKept() {
        HttpResponse.BodySubscriber<Void> answer = new Lines(told::add, error -> {}, 4).apply(new Good());

        answer.onNext(List.of(bytes("abcdefghij\nk\n")));

        assertThat(told).containsExactly("abcd", "efgh", "ij", "k");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Good() implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
