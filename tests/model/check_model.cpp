#include "model/check_model.hpp"
#include "support/fixture.hpp"

namespace dockwright::model {
namespace {

using testing::Annotation;
using testing::Fixture;

std::string_view name(Binding::Kind kind) {
    switch (kind) {
    case Binding::Kind::predefined: return "predefined";
    case Binding::Kind::global: return "global";
    case Binding::Kind::argument: return "argument";
    case Binding::Kind::environment: return "environment";
    case Binding::Kind::path: return "path";
    }
    return "";
}

std::string said(const Document& document, const Reference& reference) {
    if (!reference.binding) {
        return "undefined";
    }
    const Binding& binding = document.bindings()[*reference.binding];
    std::string out(name(binding.kind));
    if (binding.kind == Binding::Kind::path) {
        return out;
    }
    out += binding.value ? " '" + std::string(*binding.value) + "'" : " without a value";
    return out + (binding.known ? "" : " (unknown)");
}

std::string said(const Image& image) {
    if (image.stage) {
        return "stage " + std::to_string(*image.stage);
    }
    std::string out = "image " + std::string(image.parts.path);
    const auto part = [&out](std::string_view title, std::string_view value) {
        out += value.empty() ? "" : ", " + std::string(title) + " " + std::string(value);
    };
    part("registry", image.parts.registry);
    part("tag", image.parts.tag);
    part("digest", image.parts.digest);
    return out + (image.known ? "" : " (unknown)");
}

} // namespace

void check_variables(std::string_view text, std::span<const BuildArgument> given) {
    const Fixture fixture = Fixture::read(text);
    const auto document = Document::parse(fixture.source, given);
    std::vector<Annotation> actual;
    for (std::size_t i = 0; i < document->references().size(); ++i) {
        actual.push_back({document->syntax().variables[i].span, said(*document, document->references()[i])});
    }
    testing::expect_annotations(fixture, std::move(actual));
}

void check_images(std::string_view text) {
    const Fixture fixture = Fixture::read(text);
    const auto document = Document::parse(fixture.source);
    std::vector<Annotation> actual;
    for (const Stage& stage : document->stages()) {
        actual.push_back({stage.image.span, said(stage.image)});
    }
    testing::expect_annotations(fixture, std::move(actual));
}

} // namespace dockwright::model
