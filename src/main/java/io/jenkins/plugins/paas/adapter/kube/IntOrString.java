package io.jenkins.plugins.paas.adapter.kube;

/**
 * A number or a percentage, which the API writes as a number or a text and we keep as a text.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr#IntOrString">IntOrString</a>
 */
final class IntOrString {
    private IntOrString() {}

    /** As the API wants it. */
    static Object value(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : text;
    }

    /** As we keep it. */
    static String text(Tree tree, String name, String otherwise) {
        Object value = tree.map().get(name);
        return value instanceof Number || value instanceof String ? value.toString() : otherwise;
    }
}
