package io.jenkins.plugins.paas.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths in the App's folder and in the container. */
final class Paths {
    private static final String HERE = "write a path below the folder of paas.yaml, such as ";
    private static final String THERE = "write an absolute path in the container, such as ";

    private Paths() {}

    /** A path that stays within the App's folder. */
    static Optional<Path> inside(Place place, String text, String example, Problems problems) {
        String hint = HERE + example;
        String problem = problemInside(text);
        if (problem.isEmpty()) {
            return Optional.of(Path.of(text).normalize());
        }
        wrong(place, text, problem, text.contains("\\") ? "separate names by '/'" : hint, problems);
        return Optional.empty();
    }

    private static String problemInside(String text) {
        if (text.isBlank()) {
            return "is empty";
        }
        if (text.contains("\\")) {
            return "has a '\\'";
        }
        if (text.startsWith("/") || text.startsWith("~") || text.matches("[A-Za-z]:.*")) {
            return "is not below the App's folder";
        }
        try {
            Path path = Path.of(text).normalize();
            if (path.startsWith("..")) {
                return "leaves the App's folder";
            }
            return path.toString().isEmpty() ? "is the App's whole folder" : "";
        } catch (InvalidPathException e) {
            return "is no path";
        }
    }

    /** An absolute path in the container, without a slash at its end. */
    static Optional<String> absolute(Place place, String text, String example, Problems problems) {
        List<String> names = new ArrayList<>(List.of(text.split("/")));
        names.removeIf(name -> name.isEmpty() || name.equals("."));
        String problem = !text.startsWith("/")
                ? "is not absolute"
                : names.isEmpty()
                        ? "is the root folder"
                        : names.contains("..")
                                ? "has '..' in it"
                                // The API server refuses a colon in a mountPath.
                                : text.contains(":") ? "has ':' in it" : text.contains("\0") ? "is no path" : "";
        if (problem.isEmpty()) {
            return Optional.of("/" + String.join("/", names));
        }
        wrong(place, text, problem, THERE + example, problems);
        return Optional.empty();
    }

    private static void wrong(Place place, String text, String problem, String hint, Problems problems) {
        problems.add(place, Codes.PATH, place.name() + " '" + Tree.Scalar.shortened(text) + "' " + problem, hint);
    }
}
