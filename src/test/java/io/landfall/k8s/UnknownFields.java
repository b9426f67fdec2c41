package io.landfall.k8s;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The fields that the typed client kept aside because Kubernetes' own types don't have them. */
final class UnknownFields {
    private UnknownFields() {}

    static List<String> in(Object object) {
        List<String> found = new ArrayList<>();
        collect(object, found);
        return found;
    }

    private static void collect(Object object, List<String> found) {
        if (object instanceof Collection<?> many) {
            many.forEach(one -> collect(one, found));
        } else if (object instanceof Map<?, ?> map) {
            map.values().forEach(one -> collect(one, found));
        } else if (object != null && object.getClass().getName().startsWith("io.fabric8.kubernetes.api.model.")) {
            for (Method getter : object.getClass().getMethods()) {
                if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    Object value = call(getter, object);
                    if (getter.getName().equals("getAdditionalProperties")) {
                        ((Map<?, ?>) value).keySet().forEach(key -> found.add(key.toString()));
                    } else {
                        collect(value, found);
                    }
                }
            }
        }
    }

    private static Object call(Method getter, Object object) {
        try {
            return getter.invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
    }
}
