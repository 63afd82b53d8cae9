"""Checks the examples of this folder against the models of the Kubeflow Spark Operator and of Kubernetes.

python docker/kubernetes/check.py docker/kubernetes/*.yaml

The package kubeflow-spark-api is made from the operator's definitions; it validates types and ignores fields that it
does not know, so that those are looked for here.
"""

import re
import sys
import types
import typing

import yaml
from kubeflow_spark_api import models
from pydantic import BaseModel, ValidationError

KINDS = {
    ("sparkoperator.k8s.io/v1beta2", "SparkApplication"): models.SparkV1beta2SparkApplication,
    ("v1", "Pod"): None,
}
POD_SPEC = models.IoK8sApiCoreV1PodSpec
# The package has an object for quantities, where files have text.
QUANTITY = re.compile(r"[0-9]+(\.[0-9]+)?(m|k|[KMGTPE]i|[MGTPE])?")


def parts(annotation):
    """The models, and how they are wrapped, of a field's type: (model, "one" | "list" | "map")."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        for one in typing.get_args(annotation):
            found = parts(one)
            if found:
                return found
        return None
    if origin is typing.Annotated:
        return parts(typing.get_args(annotation)[0])
    if origin is list:
        found = parts(typing.get_args(annotation)[0])
        return (found[0], "list") if found else None
    if origin is dict:
        found = parts(typing.get_args(annotation)[1])
        return (found[0], "map") if found else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, "one"
    return None


def unknown(model, value, where):
    """Paths of the fields that a model does not have."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for key, inner in value.items():
        if key not in fields:
            yield f"{where}.{key}: there is no such field in {model.__name__}"
            continue
        found = parts(fields[key].annotation)
        if found is None or inner is None:
            continue
        inner_model, kind = found
        if set(inner_model.model_fields) <= {"one_of_schemas", "any_of_schemas", "actual_instance"}:
            continue
        if kind == "one" and isinstance(inner, dict):
            yield from unknown(inner_model, inner, f"{where}.{key}")
        elif kind == "list" and isinstance(inner, list):
            for number, element in enumerate(inner):
                if isinstance(element, dict):
                    yield from unknown(inner_model, element, f"{where}.{key}[{number}]")
        elif kind == "map" and isinstance(inner, dict):
            for name, element in inner.items():
                if isinstance(element, dict):
                    yield from unknown(inner_model, element, f"{where}.{key}[{name}]")


def faults(path):
    """What is wrong with a file, a sentence each."""
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    kind = (document.get("apiVersion"), document.get("kind"))
    if kind not in KINDS:
        yield f"{path}: unknown kind {kind}"
        return
    model = KINDS[kind] or POD_SPEC
    value = document if KINDS[kind] else document["spec"]
    yield from (f"{path}: {fault}" for fault in unknown(model, value, "" if KINDS[kind] else "spec"))
    try:
        model.model_validate(value)
    except ValidationError as error:
        for fault in error.errors():
            if "ResourceQuantity" in fault["msg"] and QUANTITY.fullmatch(str(fault["input"])):
                continue
            yield f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def main():
    """Prints all faults; the exit code is 1 where there are any."""
    found = [fault for path in sys.argv[1:] for fault in faults(path)]
    print("\n".join(found) or f"{len(sys.argv) - 1} files are as the operator and Kubernetes define them")
    return 1 if found or len(sys.argv) == 1 else 0


if __name__ == "__main__":
    sys.exit(main())
