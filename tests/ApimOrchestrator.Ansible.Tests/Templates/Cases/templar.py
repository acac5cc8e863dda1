"""Answers what Ansible makes of templates: a JSON object a line in, a JSON object a line out.

{"variables": {...}, "folder": "..."}       sets the variables and the folder lookups search
{"expression": "..."}                       the value of an expression, with its type
{"text": "..."}                             a text of a playbook: a lone {{ }} keeps its type, else a text
{"template": "...", "searchpath": ["..."]}  a whole template file, as the template module renders it

Answers: {"value": its repr, tuples as lists} or {"error": message}
"""
import collections.abc
import json
import re
import sys
import types

from ansible.parsing.dataloader import DataLoader
from ansible.template import AnsibleEnvironment, AnsibleNativeEnvironment, Templar

LONE = re.compile(r'^\{\{(?:(?!\}\}|\{\{|\{%).)*\}\}\Z', re.S)


def rendered(value):
    """What Ansible could not compile it hands on as it is, which is no answer."""
    if isinstance(value, str) and value.startswith('{% set answer_'):
        raise ValueError('not compiled')
    return value[0]


def plain(value):
    """The value without the types of Ansible and Python that ours does not tell apart."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, collections.abc.Mapping):
        return {plain(k) if isinstance(k, str) else str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, range, types.GeneratorType, collections.abc.KeysView, collections.abc.ValuesView, collections.abc.ItemsView)) or type(value).__name__ in ('islice', 'zip', 'map', 'filter', 'reversed', 'groupby', 'odict_items'):
        return [plain(v) for v in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    raise ValueError('a value of type %s' % type(value).__name__)


class Answers:
    def __init__(self):
        self.loader = DataLoader()
        self.variables = {}

    def templar(self, environment, **more):
        return Templar(loader=self.loader, variables=self.variables).copy_with_new_env(environment_class=environment, **more)

    def answer(self, question):
        if 'variables' in question:
            self.variables = question['variables']
            self.loader.set_basedir(question.get('folder', '.'))
            return None
        if 'expression' in question:
            return rendered(self.templar(AnsibleNativeEnvironment).template('{% set answer_ = [ ' + question['expression'] + ' ] %}{{ answer_ }}', escape_backslashes=False))
        if 'text' in question:
            text = question['text']
            if LONE.match(text):
                return rendered(self.templar(AnsibleNativeEnvironment).template('{% set answer_ = [ ' + text[2:-2].strip('-+') + ' ] %}{{ answer_ }}'))
            return self.templar(AnsibleEnvironment).template(text, convert_data=False)
        return self.templar(AnsibleEnvironment, searchpath=question.get('searchpath', ['.']), trim_blocks=True).do_template(
            question['template'], preserve_trailing_newlines=True, escape_backslashes=False)


def main():
    answers = Answers()
    for line in sys.stdin:
        try:
            said = {'value': repr(plain(answers.answer(json.loads(line))))}
        except RecursionError as problem:
            said = {'error': 'RecursionError'}
        except Exception as problem:
            said = {'error': '%s: %s' % (type(problem).__name__, str(problem)[:300])}
        print(json.dumps(said), flush=True)


main()
