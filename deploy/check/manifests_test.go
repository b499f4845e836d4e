package check

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	policy "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

const folder = "../kubernetes"

// decode reads a manifest into its type. What the type does not know is a fault.
func decode(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalStrict(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func deployment(t *testing.T) (d apps.Deployment) {
	t.Helper()
	decode(t, "deployment.yaml", &d)
	if d.APIVersion != "apps/v1" || d.Kind != "Deployment" {
		t.Fatalf("it is %s of %s", d.Kind, d.APIVersion)
	}
	return d
}

func TestTheDeploymentIsWhole(t *testing.T) {
	d := deployment(t)
	pod := d.Spec.Template
	if d.Spec.Replicas == nil || *d.Spec.Replicas != 2 {
		t.Error("there are not two replicas")
	}
	if !maps.Equal(d.Spec.Selector.MatchLabels, pod.Labels) {
		t.Errorf("it selects %v, and its pods are %v", d.Spec.Selector.MatchLabels, pod.Labels)
	}
	if grace := pod.Spec.TerminationGracePeriodSeconds; grace == nil || *grace <= 20 {
		t.Error("a pod is not given the time to settle what is in flight")
	}
	for _, spread := range pod.Spec.TopologySpreadConstraints {
		if !maps.Equal(spread.LabelSelector.MatchLabels, pod.Labels) {
			t.Errorf("it spreads %v", spread.LabelSelector.MatchLabels)
		}
	}
	if len(pod.Spec.Containers) != 1 {
		t.Fatalf("it has %d containers", len(pod.Spec.Containers))
	}
}

func TestTheProbesAskWhatTheBotAnswers(t *testing.T) {
	c := deployment(t).Spec.Template.Spec.Containers[0]
	env := map[string]string{}
	for _, e := range c.Env {
		env[e.Name] = e.Value
	}
	_, port, _ := strings.Cut(env["PRAYERBOT_HTTP"], ":")
	if len(c.Ports) != 1 || port != "8080" || c.Ports[0].ContainerPort != 8080 {
		t.Errorf("it listens at %q, and its ports are %v", env["PRAYERBOT_HTTP"], c.Ports)
	}
	for path, probe := range map[string]*core.Probe{"/healthz": c.LivenessProbe, "/readyz": c.ReadinessProbe} {
		if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Path != path || probe.HTTPGet.Port.StrVal != c.Ports[0].Name {
			t.Errorf("%s is not asked: %v", path, probe)
		} else if probe.TimeoutSeconds <= 3 {
			t.Errorf("%s may take three seconds, and is waited for %d", path, probe.TimeoutSeconds)
		}
	}
}

func TestThePodMayDoNothingThatItNeedsNot(t *testing.T) {
	pod := deployment(t).Spec.Template.Spec
	no := func(b *bool) bool { return b != nil && !*b }
	yes := func(b *bool) bool { return b != nil && *b }
	s := pod.Containers[0].SecurityContext
	if !no(pod.AutomountServiceAccountToken) || !no(pod.EnableServiceLinks) || !yes(pod.SecurityContext.RunAsNonRoot) ||
		!no(s.AllowPrivilegeEscalation) || !yes(s.ReadOnlyRootFilesystem) || !slices.Equal(s.Capabilities.Drop, []core.Capability{"ALL"}) {
		t.Errorf("it may do more: %+v, %+v", pod.SecurityContext, s)
	}
}

func TestOneReplicaStaysWhileMachinesAreEmptied(t *testing.T) {
	var p policy.PodDisruptionBudget
	decode(t, "disruption.yaml", &p)
	if p.APIVersion != "policy/v1" || p.Kind != "PodDisruptionBudget" || p.Spec.MinAvailable == nil || p.Spec.MinAvailable.IntVal != 1 {
		t.Errorf("it is %+v", p)
	}
	if !maps.Equal(p.Spec.Selector.MatchLabels, deployment(t).Spec.Template.Labels) {
		t.Errorf("it is for %v", p.Spec.Selector.MatchLabels)
	}
}

// A kustomization is what is used of the file of that name.
type kustomization struct {
	APIVersion      string   `json:"apiVersion"`
	Kind            string   `json:"kind"`
	Resources       []string `json:"resources"`
	SecretGenerator []struct {
		Name string   `json:"name"`
		Envs []string `json:"envs"`
	} `json:"secretGenerator"`
	Images []struct {
		Name    string `json:"name"`
		NewName string `json:"newName"`
		NewTag  string `json:"newTag"`
	} `json:"images"`
}

func TestTheKustomizationNamesWhatThereIs(t *testing.T) {
	var k kustomization
	decode(t, "kustomization.yaml", &k)
	c := deployment(t).Spec.Template.Spec.Containers[0]
	for _, name := range k.Resources {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
	if len(k.SecretGenerator) != 1 || len(c.EnvFrom) != 1 || k.SecretGenerator[0].Name != c.EnvFrom[0].SecretRef.Name {
		t.Errorf("the secret is %v, and the pod reads %v", k.SecretGenerator, c.EnvFrom)
	}
	if len(k.Images) != 1 || k.Images[0].Name != c.Image {
		t.Errorf("the images are %v, and the pod runs %s", k.Images, c.Image)
	}
}

// Where kubectl is there, it builds all of it.
func TestKubectlBuildsIt(t *testing.T) {
	kubectl, err := exec.LookPath("kubectl")
	if err != nil {
		t.Skip("kubectl is not there")
	}
	built := t.TempDir()
	if err := os.CopyFS(built, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(built, "prayerbot.env"), []byte("REDIS_URL=redis://redis:6379/0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), kubectl, "kustomize", built).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, kind := range []string{"kind: Secret", "kind: Deployment", "kind: PodDisruptionBudget", "image: prayerbot:latest"} {
		if !strings.Contains(string(out), kind) {
			t.Errorf("it has no %s", kind)
		}
	}
}
