"""dockwright why: why a container sees no GPU."""
from check import part


@part("near", "why")
def why(bed, check):
    bed.running("blind")
    seen = str(bed.json("why", "blind"))
    check("why: no GPU was asked for", "gpu-not-requested" in seen, seen)
    check("why says so in words", "--gpus" in bed.dockwright("why", "blind").stdout, bed.dockwright("why", "blind"))
    bed.running("hidden", "--gpus", "all", "-e", "NVIDIA_VISIBLE_DEVICES=void")
    check("why: a variable hides it", "gpu-hidden" in str(bed.json("why", "hidden")), bed.json("why", "hidden"))
    bed.engine.gpus.mode("inside")
    bed.running("lost", "--gpus", "all")
    seen = str(bed.json("why", "lost"))
    check("why: access was lost", "device-access-lost" in seen, seen)
    check.refused("why of what isn't there", bed.dockwright("why", "nope"), "nope")


@part("tls", "why")
def why_without_support(bed, check):
    bed.running("blind")
    check("why on a machine without GPU support", "gpu-not-requested" in str(bed.json("why", "blind")), bed.json("why", "blind"))
