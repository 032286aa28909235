package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes down what an image consists of, in a form that other tools read. */
public interface BillOfMaterials {
    /** The document. The same bill gives the same bytes. */
    String write(Bill bill);

    /**
     * What is written down.
     *
     * @param image the image's name
     * @param digest its digest, when it has one
     * @param created its time, when it has one
     * @param parts its packages, in their order
     */
    record Bill(String image, Optional<String> digest, Optional<Instant> created, List<Part> parts) {
        public Bill {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A package.
     *
     * @param software the package
     * @param path the file of the image that says so
     */
    record Part(SoftwarePackage software, String path) {}
}
