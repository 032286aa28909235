package io.jenkins.plugins.paas.adapter.cyclonedx;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.port.BillOfMaterials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.util.introspector.VersionJsonAnnotationIntrospector;
import org.cyclonedx.util.serializer.CustomSerializerModifier;
import org.cyclonedx.util.serializer.MetadataSerializer;
import org.cyclonedx.util.serializer.TrimStringSerializer;

/**
 * Bills in CycloneDX 1.6, as JSON. Number and time are made of the image, so that the same image has the same bill.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
public final class CycloneDx implements BillOfMaterials {
    private static final Version VERSION = Version.VERSION_16;
    private static final String PATH = "paas-deploy:path";

    @Override
    public String write(Bill bill) {
        Bom bom = new Bom();
        List<Component> components = new ArrayList<>();
        StringBuilder content = new StringBuilder(bill.image()).append(bill.digest());
        for (Part part : bill.parts()) {
            components.add(component(part));
            content.append('\n').append(part);
        }
        bom.setComponents(components);
        bom.setSerialNumber(
                "urn:uuid:" + UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8)));
        Metadata metadata = new Metadata();
        // Without a time of the image there is none: the library would take that of the clock.
        metadata.setTimestamp(Date.from(bill.created().orElse(java.time.Instant.EPOCH)));
        metadata.setComponent(image(bill));
        bom.setMetadata(metadata);
        return text(bom);
    }

    /**
     * The library's model by the library's serializers. Its generator would do the same, and load a checker of schemas with it, which
     * is left out of our jar: what we write is checked by our tests.
     */
    private static String text(Bom bom) {
        ObjectMapper mapper = new ObjectMapper();
        mapper.setAnnotationIntrospector(new VersionJsonAnnotationIntrospector(VERSION));
        SimpleModule serializers = new SimpleModule();
        serializers.addSerializer(new TrimStringSerializer());
        serializers.addSerializer(new MetadataSerializer(false, VERSION));
        serializers.setSerializerModifier(new CustomSerializerModifier(false, VERSION));
        mapper.registerModule(serializers);
        ObjectNode document = mapper.createObjectNode();
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", VERSION.getVersionString());
        document.setAll((ObjectNode) mapper.valueToTree(bom));
        return document.toPrettyString();
    }

    private static Component image(Bill bill) {
        Component image = new Component();
        image.setType(Component.Type.CONTAINER);
        image.setName(bill.image());
        bill.digest().ifPresent(image::setVersion);
        image.setBomRef("image");
        return image;
    }

    private static Component component(Part part) {
        SoftwarePackage software = part.software();
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        if (!software.namespace().isEmpty()) {
            component.setGroup(software.namespace());
        }
        component.setName(software.name());
        component.setVersion(software.version());
        Optional<String> purl = purl(software);
        purl.ifPresent(component::setPurl);
        component.setBomRef(purl.orElse(software.name() + "@" + software.version()) + "#" + part.path());
        Property path = new Property();
        path.setName(PATH);
        path.setValue(part.path());
        component.setProperties(List.of(path));
        return component;
    }

    /** Nothing where a file gives a name that no package can have. */
    private static Optional<String> purl(SoftwarePackage software) {
        try {
            return Optional.of(new PackageURL(
                            software.kind().name().toLowerCase(Locale.ROOT),
                            software.namespace().isEmpty() ? null : software.namespace(),
                            software.name(),
                            software.version(),
                            new TreeMap<>(software.qualifiers()),
                            null)
                    .canonicalize());
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }
}
