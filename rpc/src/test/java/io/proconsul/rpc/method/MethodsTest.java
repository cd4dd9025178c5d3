package io.proconsul.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class MethodsTest {
    private static final List<Class<?>> SERVICES =
            List.of(
                    Catalog.class,
                    Cluster.class,
                    CoordinateMethods.class,
                    FederationMethods.class,
                    Health.class,
                    Internal.class,
                    Kvs.class,
                    Operator.class,
                    PreparedQueryMethods.class,
                    SessionMethods.class,
                    Status.class,
                    Txn.class);

    @Test
    void every_method_is_found_by_its_name() throws IllegalAccessException {
        List<Method<?, ?>> declared = new ArrayList<>();
        for (Class<?> service : SERVICES) {
            for (var field : service.getFields()) {
                if (field.get(null) instanceof Method<?, ?> method) {
                    declared.add(method);
                }
            }
        }
        assertThat(Methods.all()).containsExactlyInAnyOrderElementsOf(declared);
        assertThat(declared)
                .allSatisfy(method -> assertThat(Methods.named(method.name())).contains(method));
    }

    @Test
    void names_are_exact() {
        assertThat(Arrays.asList("kvs.get", "KVS.get", "KVS", ""))
                .allSatisfy(name -> assertThat(Methods.named(name)).isEmpty());
    }
}
