package com.example.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloTest {
    @TempDir
    Path config;

    private Hello hello;

    @BeforeEach
    void start() throws IOException {
        hello = new Hello(0, new Greeting(config.resolve("hello.properties")));
    }

    @AfterEach
    void stop() {
        hello.close();
    }

    @Test
    void greetsWithItsVersionAndHost() throws Exception {
        JsonObject answer = Json.parse(get("/").body()).asObject();
        assertEquals("Hello", answer.getString("greeting", ""));
        assertEquals(Hello.VERSION, answer.getString("version", ""));
        assertTrue(answer.names().contains("host"));
    }

    @Test
    void takesTheGreetingFromTheConfiguration() throws Exception {
        Files.writeString(config.resolve("hello.properties"), "greeting=Good morning");
        assertTrue(get("/").body().contains("Good morning"));
    }

    @Test
    void saysThatItIsReady() throws Exception {
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void knowsNothingElse() throws Exception {
        assertEquals(404, get("/nothing").statusCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + hello.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
