#include "check_script.hpp"
#include "model/document.hpp"

/// The first byte chooses the dialect, the rest is shell text: read as it stands, and as what a RUN
/// says, where continued lines are cut out of it.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    if (size == 0) {
        return 0;
    }
    constexpr shell::Dialect dialects[] = {shell::Dialect::posix, shell::Dialect::ash, shell::Dialect::bash};
    const std::string text(data + 1, data + size);
    const syntax::Piece whole{0, {0}};
    shell::Script script;
    shell::Shell reader;
    const std::uint32_t root = reader.read(script, {text, {&whole, 1}}, dialects[data[0] % 3]);
    fuzz::promise(root < script.nodes.size() && script.nodes[root].kind == shell::Node::Kind::list);
    fuzz::ScriptChecker(script, text.size()).check();

    const auto document = model::Document::parse("FROM a\nSHELL [\"bash\", \"-c\"]\nRUN " + text);
    const model::Commands& commands = document->commands();
    fuzz::ScriptChecker(commands.script, document->text().size()).check();
    for (const model::Command& command : commands.all) {
        fuzz::check_span(command.span, document->text().size());
        for (const model::Argument& argument : commands.arguments_of(command)) {
            fuzz::check_span(argument.span, document->text().size());
        }
    }
    return 0;
}
