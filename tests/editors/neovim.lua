-- Run by neovim.test.mjs: opens the Dockerfile named by $DOCKERFILE with the server $DOCKWRIGHT, and
-- writes what it saw to $SEEN as JSON. Neovim 0.7's own client, nothing of the user's.

local seen = { exit_code = -1 }
local patience = 20000

local function finish(problem)
  seen.problem = problem
  local file = assert(io.open(os.getenv('SEEN'), 'w'))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qall!')
end

local function messages()
  return vim.tbl_map(function(it) return { line = it.lnum + 1, column = it.col, text = it.message, code = it.code, source = it.source } end,
    vim.diagnostic.get(0))
end

local function work()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('DOCKERFILE')))
  vim.bo.filetype = 'dockerfile'
  local id = vim.lsp.start_client({
    name = 'dockwright',
    cmd = { os.getenv('DOCKWRIGHT'), 'lsp' },
    root_dir = vim.fn.getcwd(),
    on_exit = function(code) seen.exit_code = code end,
  })
  if not id then return 'the server did not start' end
  vim.lsp.buf_attach_client(0, id)
  if not vim.wait(patience, function() return #vim.diagnostic.get(0) >= 2 end, 20) then return 'no findings' end
  seen.findings = messages()

  local client = vim.lsp.get_client_by_id(id)
  local function ask(method, params)
    local answer, problem = client.request_sync(method, params, patience, 0)
    if not answer then error(method .. ': ' .. tostring(problem)) end
    if answer.err then error(method .. ': ' .. vim.inspect(answer.err)) end
    return answer.result
  end

  local document = vim.lsp.util.make_text_document_params()
  local hover = ask('textDocument/hover', { textDocument = document, position = { line = 0, character = 1 } })
  seen.hover = type(hover) == 'table' and hover.contents.value or ''

  local line = tonumber(os.getenv('FAULT_LINE')) - 1
  local at = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 3 } }
  local actions = ask('textDocument/codeAction', { textDocument = document, range = at, context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, line) } })
  seen.actions = vim.tbl_map(function(it) return it.title end, actions)
  local before = #vim.diagnostic.get(0)
  for _, action in ipairs(actions) do
    if action.title:match(os.getenv('FIX')) then
      if not action.edit then action = ask('codeAction/resolve', action) end
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      break
    end
  end
  seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.wait(patience, function() return #vim.diagnostic.get(0) < before end, 20)
  seen.findings_after = messages()

  client.stop()
  vim.wait(patience, function() return seen.exit_code ~= -1 end, 20)
end

local ok, problem = pcall(work)
finish(problem and tostring(problem) or nil)
