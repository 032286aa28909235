package com.example.hello;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The greeting in a configuration file; a friendly default where there is none. */
record Greeting(Path file) {
    String text() throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties.getProperty("greeting", "Hello");
    }
}
