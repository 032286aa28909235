package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpThreadsTest {
    @Test
    void afterwardsNoThreadOfAnHttpClientWaitsInTheOperatingSystem() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        HttpClient client = HttpClient.newHttpClient();
        List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().contains("SelectorManager"))
                .toList();
        assertThat(own).hasSize(1);

        HttpThreads.end();

        own.get(0).join(10_000);
        assertThat(own.get(0).isAlive()).isFalse();
        assertThat(client).isNotNull();
    }
}
