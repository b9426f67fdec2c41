package io.landfall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Every manifest is one that the API server would take: no field that it does not know. */
class ManifestsTest {
    private static final Path K8S = Path.of("k8s");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    @ParameterizedTest
    @MethodSource("manifests")
    void knowsEachField(Path file) throws IOException {
        HasMetadata object = KUBERNETES.unmarshal(Files.readString(file));
        assertThat(UnknownFields.in(object))
                .as("fields of %s that Kubernetes does not know", file)
                .isEmpty();
    }

    @Test
    void theStrictCheckSeesAMisspeltField() throws IOException {
        String text = Files.readString(K8S.resolve("base/deployment.yaml"))
                .replace("readOnlyRootFilesystem", "readOnlyRootFs");
        HasMetadata object = KUBERNETES.unmarshal(text);
        assertThat(UnknownFields.in(object)).contains("readOnlyRootFs");
    }

    @Test
    void probesAskWhatLandfallServes() throws IOException {
        Deployment deployment = KUBERNETES.unmarshal(Files.readString(K8S.resolve("base/deployment.yaml")));
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/observe/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/observe/health/ready");
        assertThat(deployment.getSpec().getTemplate().getSpec().getEnableServiceLinks())
                .isFalse();
        Service service = KUBERNETES.unmarshal(Files.readString(K8S.resolve("base/service.yaml")));
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                .isEqualTo(container.getPorts().get(0).getName());
    }

    @Test
    void kustomizationsNameFilesThatExist() throws IOException {
        for (Path file : files("kustomization.yaml")) {
            JsonNode kustomization = JSON.valueToTree(new Yaml().load(Files.readString(file)));
            List<String> named = new ArrayList<>();
            kustomization.path("resources").forEach(r -> named.add(r.asText()));
            kustomization
                    .path("configMapGenerator")
                    .forEach(g -> g.path("files").forEach(f -> named.add(f.asText())));
            kustomization.path("patches").forEach(p -> named.add(p.path("path").asText()));
            assertThat(named)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(file.resolveSibling(name)).exists());
        }
    }

    @Test
    void thePodIsARestrictedOne() throws IOException {
        Deployment deployment = KUBERNETES.unmarshal(Files.readString(K8S.resolve("base/deployment.yaml")));
        var pod = deployment.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().get(0);
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(60);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
        assertThat(container.getVolumeMounts()).anyMatch(m -> m.getMountPath().equals("/tmp"));
        assertThat(container.getStartupProbe().getHttpGet().getPath())
                .as("a database that is gone restarts nothing")
                .isEqualTo("/observe/health/live");
        NetworkPolicy policy = KUBERNETES.unmarshal(Files.readString(K8S.resolve("base/network.yaml")));
        assertThat(policy.getSpec()
                        .getIngress()
                        .get(0)
                        .getPorts()
                        .get(0)
                        .getPort()
                        .getStrVal())
                .isEqualTo(container.getPorts().get(0).getName());
    }

    @Test
    void threeReplicasKeepNothingInThePod() throws IOException {
        Path ha = K8S.resolve("overlays/ha");
        Deployment patch = KUBERNETES.unmarshal(Files.readString(ha.resolve("replicas.yaml")));
        Deployment base = KUBERNETES.unmarshal(Files.readString(K8S.resolve("base/deployment.yaml")));
        assertThat(patch.getSpec().getReplicas()).isEqualTo(3);
        assertThat(patch.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(patch.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(patch.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .hasSize(2);
        assertThat(patch.getSpec().getTemplate().getSpec().getVolumes()).isEmpty();
        assertThat(base.getSpec().getTemplate().getSpec().getVolumes())
                .allSatisfy(v -> assertThat(v.getPersistentVolumeClaim()).isNull());
        PodDisruptionBudget budget = KUBERNETES.unmarshal(Files.readString(ha.resolve("disruption.yaml")));
        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(ha.resolve("state.properties"))));
        assertThat(properties).containsEntry("state.url", "{{env:LANDFALL_STATE_URL}}");
        assertThat("state.properties").as("read after the base's file").isGreaterThan("landfall.properties");
    }

    @Test
    void theConfigurationOfTheBaseIsAPropertyFile() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(K8S.resolve("base/landfall.properties"))));
        assertThat(properties).containsEntry("server.token", "{{env:LANDFALL_SERVER_TOKEN}}");
    }

    static List<Path> manifests() throws IOException {
        return files(".yaml").stream()
                .filter(f -> !f.endsWith("kustomization.yaml") && !f.startsWith(K8S.resolve("monitoring")))
                .toList();
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.walk(K8S)) {
            return all.filter(f -> f.toString().endsWith(end)).sorted().toList();
        }
    }
}
