#include "gpu/suggest/suggest_candidates.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::gpu {
namespace {

using knowledge::Knowledge;
using knowledge::Libraries;

constexpr std::string_view torch_index = "https://download.pytorch.org/whl/";
constexpr std::string_view jax_page = "https://storage.googleapis.com/jax-releases/jax_cuda_releases.html";

bool is_local_version(std::string_view tag) {
    return tag.starts_with("cu") && tag.size() > 2 && tag[2] >= '0' && tag[2] <= '9';
}

/// `torch==2.4.1 --index-url …`, `jax[cuda12]==0.4.30`: what pip is given to get this build.
std::string requirement(const knowledge::Release& release, const knowledge::Variant& variant,
                        const Version& version) {
    const std::string pin = "==" + to_string(version);
    const std::string name(release.package);
    if (variant.tag.empty() || variant.tag == release.variant) {
        return name + pin;
    }
    if (is_local_version(variant.tag)) {
        return name + pin + " --index-url " + std::string(torch_index) + std::string(variant.tag);
    }
    const bool page = variant.tag.ends_with("-pip") || variant.tag.ends_with("_pip");
    return "\"" + name + "[" + std::string(variant.tag) + "]" + pin + "\"" +
           (page ? " -f " + std::string(jax_page) : "");
}

/// Which version of a release: the last that has this build and that was asked for.
std::optional<Version> version_of(const knowledge::Release& release, const knowledge::Variant& variant,
                                  std::string_view specifier) {
    Version version = release.last;
    if (variant.last.known() && variant.last < version) {
        version = variant.last;
    }
    for (const Version& one : {version, variant.first.known() ? variant.first : release.first}) {
        if (specifier.empty() ? !one.prerelease() : knowledge::satisfies(one, specifier).value_or(false)) {
            return one;
        }
    }
    const auto equals = specifier.find("==");
    const auto exact = equals == 0 ? Version::parse(specifier.substr(2)) : std::nullopt;
    const bool inside = exact && release.first <= *exact && *exact <= version;
    return inside ? exact : std::nullopt;
}

/// Months since the year 0, of `2024-10-07`; 0 if it is no date.
unsigned months(std::string_view date) {
    const auto year = Version::parse(date.substr(0, 4));
    const auto month = date.size() >= 7 ? Version::parse(date.substr(5, 2)) : std::nullopt;
    return year && month ? year->major() * 12 + month->major() : 0;
}

/// A tag of nvidia/cuda on Ubuntu that can still be pulled.
struct CudaTagParts {
    Version cuda;
    std::string_view flavour;
    std::string_view distribution;
    std::uint32_t cudnn = 0; ///< its major version

    std::string name() const {
        return "nvidia/cuda:" + to_string(cuda) + "-" + std::string(flavour) + "-" +
               std::string(distribution);
    }
};

std::uint32_t cudnn_major(const knowledge::CudaImage& image, std::string_view flavour) {
    const bool numbered = flavour.starts_with("cudnn") && flavour.size() > 5 && flavour[5] != '-';
    return numbered              ? static_cast<std::uint32_t>(flavour[5] - '0')
           : image.cudnn.known() ? image.cudnn.major()
                                 : 9; // without a number from 12.3.2 on
}

/// Newest first.
std::vector<CudaTagParts> cuda_tags(const Knowledge& knowledge) {
    std::vector<CudaTagParts> out;
    for (const knowledge::CudaImage& image : knowledge.cuda_images) {
        if (image.state == knowledge::TagState::gone) {
            continue;
        }
        for (const std::string_view flavour : image.flavours) {
            for (const std::string_view distribution : image.distributions) {
                if (distribution.starts_with("ubuntu")) {
                    out.push_back({image.cuda, flavour, distribution, cudnn_major(image, flavour)});
                }
            }
        }
    }
    std::ranges::sort(out, [](const CudaTagParts& a, const CudaTagParts& b) {
        return std::tie(a.cuda, a.distribution, a.flavour) > std::tie(b.cuda, b.distribution, b.flavour);
    });
    return out;
}

/// Everything of one build of one release.
class Maker {
public:
    Maker(const Wish& wish, const Knowledge& knowledge)
        : wish_(wish), knowledge_(knowledge), cuda_tags_(cuda_tags(knowledge)) {}

    void add(const knowledge::Release& release, const knowledge::Variant& variant, const Version& version,
             std::vector<Candidate>& out) const {
        Suggestion set{.framework = std::string(release.package),
                       .version = version,
                       .variant = std::string(variant.tag),
                       .cuda = variant.cuda,
                       .fact = variant.fact.source.empty() ? release.fact : variant.fact};
        if (wish_.python.known() && !knowledge::has(release.pythons, wish_.python)) {
            set.python = wish_.python;
            out.push_back({.set = std::move(set), .python_fits = false});
            return;
        }
        const std::string pip = "pip install " + requirement(release, variant, version);
        if (variant.libraries == Libraries::image) {
            on_cuda_images(std::move(set), release, variant, pip, out);
            return;
        }
        set.install = {pip};
        for (const Version& python : pythons_for(release.pythons)) {
            set.python = python;
            set.base = "python:" + to_string(python) + "-slim";
            out.push_back({.set = set, .dockerfile = "FROM " + set.base + "\nRUN " + pip + "\n"});
        }
    }

private:
    /// The one that is asked for, or the settled one and older ones, in the order in which they are tried.
    std::vector<Version> pythons_for(knowledge::Pythons pythons) const {
        if (wish_.python.known()) {
            return {wish_.python};
        }
        std::vector<Version> out = {settled_python(pythons, knowledge_)};
        for (std::uint32_t minor = out.front().minor(); minor-- > 0;) {
            if (out.front().major() == 3 && (pythons >> minor & 1U) != 0) {
                out.push_back({.parts = {3, minor}, .size = 2});
            }
        }
        return out;
    }

    /// The framework loads CUDA and cuDNN of the image, and its Python is the distribution's: one image of
    /// each distribution, of the framework's own CUDA where there is one.
    void on_cuda_images(Suggestion set, const knowledge::Release& release, const knowledge::Variant& variant,
                        const std::string& pip, std::vector<Candidate>& out) const {
        std::vector<std::string_view> done;
        for (const bool same_minor : {true, false}) {
            for (const CudaTagParts& tag : cuda_tags_) {
                const auto* distribution = knowledge::distribution(knowledge_, tag.distribution);
                const bool fits = distribution != nullptr && tag.cudnn == variant.cudnn.major() &&
                                  tag.flavour.ends_with("runtime") && tag.flavour.starts_with("cudnn") &&
                                  tag.cuda.begins_with(variant.cuda.cut(same_minor ? 2 : 1)) &&
                                  knowledge::has(release.pythons, distribution->python) &&
                                  distribution->python.begins_with(wish_.python);
                if (!fits || std::ranges::find(done, tag.distribution) != done.end()) {
                    continue;
                }
                done.push_back(tag.distribution);
                set.python = distribution->python;
                set.base = tag.name();
                set.install = {
                    "apt-get update && apt-get install -y --no-install-recommends python3 python3-venv",
                    "python3 -m venv /opt/venv", "/opt/venv/bin/" + pip};
                std::string text = "FROM " + set.base + "\nENV PATH=/opt/venv/bin:$PATH\n";
                for (const std::string& command : set.install) {
                    text += "RUN " + command + "\n";
                }
                out.push_back({.set = set, .dockerfile = std::move(text)});
            }
        }
    }

    const Wish& wish_;
    const Knowledge& knowledge_;
    std::vector<CudaTagParts> cuda_tags_;
};

bool is_wanted(const knowledge::Variant& variant) {
    return variant.cuda.known() && !variant.tag.ends_with("-local");
}

} // namespace

Version settled_python(knowledge::Pythons pythons, const Knowledge& knowledge) {
    const unsigned now = months(knowledge.as_of);
    Version newest;
    Version settled;
    for (std::uint32_t minor = 0; minor < 31; ++minor) {
        const Version python{.parts = {3, minor}, .size = 2};
        if (!knowledge::has(pythons, python)) {
            continue;
        }
        newest = python;
        const auto known = std::ranges::find(knowledge.pythons, python, &knowledge::PythonRelease::version);
        if (known != knowledge.pythons.end() && months(known->released) + 12 <= now) {
            settled = python;
        }
    }
    return settled.known() ? settled : newest;
}

std::vector<Candidate> candidates(const Wish& wish, const Knowledge& knowledge) {
    std::vector<Candidate> out;
    const Maker maker(wish, knowledge);
    for (const knowledge::Release& release : knowledge::releases(knowledge, wish.framework)) {
        std::vector<const knowledge::Variant*> variants;
        for (const knowledge::Variant& variant : release.variants) {
            if (is_wanted(variant)) {
                variants.push_back(&variant);
            }
        }
        // What brings its CUDA before what needs it in the image, which is more to get right.
        std::ranges::sort(variants, [](const auto* a, const auto* b) {
            return std::tuple(a->cuda, a->libraries != Libraries::image, a->tag) >
                   std::tuple(b->cuda, b->libraries != Libraries::image, b->tag);
        });
        for (const knowledge::Variant* variant : variants) {
            if (const auto version = version_of(release, *variant, wish.specifier)) {
                maker.add(release, *variant, *version, out);
            }
        }
    }
    return out;
}

std::vector<Candidate> ready_images(const Wish& wish, const Knowledge& knowledge) {
    std::vector<Candidate> out;
    const auto ended = [&](std::string_view repository) {
        const knowledge::ImageFamily* family = knowledge::image_family(knowledge, repository);
        return family != nullptr ? family->ended : std::string_view();
    };
    for (const knowledge::ImageTag& tag : knowledge.image_tags) {
        if (!tag.cuda.known() || tag.tag.find('*') != std::string_view::npos ||
            (wish.python.known() && !tag.python.begins_with(wish.python))) {
            continue;
        }
        for (const knowledge::Bundled& bundled : tag.packages) {
            const auto version = Version::parse(bundled.version);
            if (bundled.package != wish.framework || !version ||
                !knowledge::satisfies(*version, wish.specifier).value_or(wish.specifier.empty())) {
                continue;
            }
            Suggestion set{.framework = wish.framework,
                           .version = *version,
                           .variant = std::string(bundled.variant),
                           .cuda = tag.cuda,
                           .python = tag.python,
                           .base = std::string(tag.repository) + ":" + std::string(tag.tag),
                           .ended = ended(tag.repository),
                           .fact = tag.fact};
            std::string text = "FROM " + set.base + "\n";
            out.push_back({.set = std::move(set), .dockerfile = std::move(text)});
        }
    }
    std::ranges::sort(out, [](const Candidate& a, const Candidate& b) {
        return std::tie(a.set.version, a.set.cuda, a.set.base) >
               std::tie(b.set.version, b.set.cuda, b.set.base);
    });
    return out;
}

std::vector<std::string> devel_images(const Version& cuda, const Version& python,
                                      const Knowledge& knowledge) {
    std::vector<CudaTagParts> tags = cuda_tags(knowledge);
    std::erase_if(tags, [&](const CudaTagParts& tag) {
        const bool devel = tag.flavour.ends_with("devel") && !tag.flavour.starts_with("tensorrt");
        return !devel || tag.cuda.major() != cuda.major() || tag.cuda.cut(2) > cuda.cut(2);
    });
    const auto rank = [&](const CudaTagParts& tag) {
        const auto* distribution = knowledge::distribution(knowledge, tag.distribution);
        const bool has_python = distribution != nullptr && distribution->python == python;
        return std::tuple(tag.cuda.cut(2), tag.flavour.starts_with("cudnn"), has_python, tag.cuda,
                          tag.distribution);
    };
    std::ranges::sort(tags, [&](const CudaTagParts& a, const CudaTagParts& b) { return rank(a) > rank(b); });
    std::vector<std::string> out;
    out.reserve(tags.size());
    for (const CudaTagParts& tag : tags) {
        out.push_back(tag.name());
    }
    return out;
}

} // namespace dockwright::gpu
