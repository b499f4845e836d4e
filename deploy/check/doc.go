// Package check reads the manifests of Kubernetes as strictly as Kubernetes does: a
// field that its types do not know is a fault. It is a module of its own, so that the
// program does not depend on those types. It runs nothing and changes nothing.
package check
